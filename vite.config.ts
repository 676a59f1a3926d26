import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

// Single fetch changes the types of loader data; the augmentation belongs beside the flag that turns it on.
declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * The one script of the public pages that work without the product's own: it is an entry of the same build, so that
 * both share what they have in common. The server finds it by its name.
 */
const verifyPage: Plugin = {
  name: "verify-page",
  apply: (config, { command }) => command === "build" && !config.build?.ssr,
  buildStart() {
    const id = fileURLToPath(new URL("app/ui/verify/hydrate.tsx", import.meta.url));
    this.emitFile({ type: "chunk", name: "verify-page", id });
  },
};

export default defineConfig({
  plugins: [
    tailwindcss(),
    verifyPage,
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
  build: { target: "es2022", assetsInlineLimit: 0 },
});
