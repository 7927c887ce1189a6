export { loader } from "./rows[.]csv";
