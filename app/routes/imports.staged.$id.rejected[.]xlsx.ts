export { loader } from "./imports.staged.$id.rejected[.]csv";
