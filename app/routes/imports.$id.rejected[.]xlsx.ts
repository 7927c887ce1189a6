export { loader } from "./imports.$id.rejected[.]csv";
