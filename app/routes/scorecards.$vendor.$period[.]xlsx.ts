export { loader } from "./scorecards.$vendor.$period[.]csv";
