export { loader } from "./statements.$vendor.$period[.]csv";
