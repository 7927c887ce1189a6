export { loader } from "./audit[.]csv";
