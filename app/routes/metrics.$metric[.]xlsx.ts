export { loader } from "./metrics.$metric[.]csv";
