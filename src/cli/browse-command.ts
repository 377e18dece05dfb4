/**
 * `browse DIR`: serves an output's pages on this machine and opens them in the system's browser. It goes on until it is
 * interrupted, which is how it is meant to end.
 */
import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { readOutput } from "./output-files.js";
import { HOST, servePages } from "./page-server.js";
import { warn } from "./terminal.js";

/** Where it listens unless it is told otherwise; if that is taken, on any free port. */
const DEFAULT_PORT = 8157;

export interface BrowseOptions {
  readonly port: number | undefined;
  readonly open: boolean;
  /** Told the address as soon as it can be visited. */
  readonly onReady: (url: string) => void;
}

export async function browseCommand(directory: string, options: BrowseOptions): Promise<CommandResult> {
  readOutput(directory);
  if (statSync(join(directory, "index.html"), { throwIfNoEntry: false })?.isFile() !== true) {
    const hint = `\`lemmagrid export html ${directory}\` makes them`;
    throw new CommandFailure(ExitCode.Usage, "io", `${directory} has no pages`, hint);
  }
  const { server, port } = await listen(directory, options.port);
  const url = `http://${HOST}:${port}/`;
  const interrupted = interruption();
  options.onReady(url);
  if (options.open) openBrowser(url);
  await interrupted;
  server.closeAllConnections();
  server.close();
  return {
    exitCode: ExitCode.Interrupted,
    document: { schema: "lemmagrid-browse/1", directory, url },
    text: "",
  };
}

async function listen(directory: string, port: number | undefined): ReturnType<typeof servePages> {
  try {
    return await servePages(directory, port ?? DEFAULT_PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" && port === undefined) return servePages(directory, 0);
    const why = code === "EADDRINUSE" ? "is taken" : `cannot be used (${code ?? String(error)})`;
    const hint = "give another one with --port, or none to take one that is free";
    throw new CommandFailure(ExitCode.Usage, "io", `port ${port ?? DEFAULT_PORT} ${why}`, hint);
  }
}

/** The system's own way to open an address; what cannot be opened is left to the reader. */
function openBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    darwin: ["open"],
    win32: ["cmd", "/c", "start", ""],
  };
  const [command, ...args] = commands[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  const failed = (): void => {
    warn("no browser could be opened; visit the address yourself");
  };
  child.on("error", failed);
  child.on("exit", (code) => {
    if (code !== 0 && code !== null) failed();
  });
  child.unref();
}

function interruption(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve();
    };
    process.once("SIGINT", end);
    process.once("SIGTERM", end);
  });
}
