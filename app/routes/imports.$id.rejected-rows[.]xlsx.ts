export { loader } from "./imports.$id.rejected-rows[.]csv";
