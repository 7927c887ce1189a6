export { loader } from "./expected-files[.]csv";
