/** Made by the build from the factor library (`vite.config.ts`). Null on the server. */
declare module "virtual:estimate-factors" {
  const file: import("./factor-file.ts").FactorFile | null;
  export default file;
}
