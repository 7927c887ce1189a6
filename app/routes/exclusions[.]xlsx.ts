export { loader } from "./exclusions[.]csv";
