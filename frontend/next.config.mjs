// How does the web app become static files, and how does development reach the API?
//
// Production is one origin: the API process serves `out/`, so the export carries no proxy rules.
// Development runs two processes, so the dev server passes these paths on to the API.
import { fileURLToPath } from "node:url";
import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

const api = process.env.TANAMORI_API ?? "http://127.0.0.1:8000";
const passedOn = [
  "/api/:path*",
  "/ws",
  "/ws/:path*",
  "/health/:path*",
  "/openapi.json",
  "/asyncapi.json",
  "/asyncapi.json",
  "/docs",
];

/** @type {import("next").NextConfig} */
const shared = {
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
  // `npm run type-check` is the one judge of types; a start on a shop's machine need not repeat it.
  // Next writes into the tsconfig it is given, so it gets one of its own.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
};

/** @returns {import("next").NextConfig} */
export default function config(/** @type {string} */ phase) {
  if (phase !== PHASE_DEVELOPMENT_SERVER) return { ...shared, output: "export" };
  return {
    ...shared,
    devIndicators: false,
    rewrites: async () => passedOn.map((source) => ({ source, destination: `${api}${source}` })),
  };
}
