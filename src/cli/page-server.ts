/**
 * Serves the files of one folder over HTTP on 127.0.0.1: GET and HEAD, plain files below the folder and nothing else, no
 * listing, no link followed out of it. Every answer carries the pages' own content security policy.
 */
import { realpathSync, statSync, createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, sep } from "node:path";

export const HOST = "127.0.0.1";

const TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".jsonl", "application/jsonl; charset=utf-8"],
  [".svg", "image/svg+xml"],
]);
const PLAIN = "text/plain; charset=utf-8";

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-cache",
};

/** A server that listens; `port` 0 takes a free one. Rejects with the system's error if the port cannot be had. */
export function servePages(directory: string, port: number): Promise<{ server: Server; port: number }> {
  const root = realpathSync(directory);
  const server = createServer((request, response) => {
    answer(root, request, response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve({ server, port: (server.address() as AddressInfo).port });
    });
  });
}

function answer(root: string, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    end(response, 405, "only GET and HEAD\n");
    return;
  }
  // A page of another site that a name of its own leads here must not read these.
  if (!isOurHost(request.headers.host)) {
    end(response, 403, `only as ${HOST} or localhost\n`);
    return;
  }
  const file = fileOf(root, request.url ?? "/");
  if (file === undefined) {
    end(response, 404, "not found\n");
    return;
  }
  const type = TYPES.get(extname(file.path)) ?? PLAIN;
  response.writeHead(200, { ...HEADERS, "Content-Type": type, "Content-Length": file.sizeBytes });
  if (request.method === "HEAD") response.end();
  else
    createReadStream(file.path)
      .on("error", () => response.destroy())
      .pipe(response);
}

function isOurHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, "Content-Type": PLAIN });
  response.end(text);
}

/** The plain file that the address names, or undefined: also for what is not below `root` once links are followed. */
function fileOf(
  root: string,
  url: string,
): { readonly path: string; readonly sizeBytes: number } | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ""));
    if (!path.startsWith("/") || path.includes("\0")) return undefined;
    const real = realpathSync(join(root, path.endsWith("/") ? `${path}index.html` : path));
    const status = statSync(real);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep) || !status.isFile()) return undefined;
    return { path: real, sizeBytes: status.size };
  } catch {
    return undefined;
  }
}
