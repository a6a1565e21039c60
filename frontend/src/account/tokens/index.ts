export { AccessTokens } from "./AccessTokens";
