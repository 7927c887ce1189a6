export { loader } from "./s.$token_.data[.]csv";
