export { loader } from "./explain[.]csv";
