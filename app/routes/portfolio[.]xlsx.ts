export { loader } from "./portfolio[.]csv";
