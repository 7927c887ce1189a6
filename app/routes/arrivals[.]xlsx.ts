export { loader } from "./arrivals[.]csv";
