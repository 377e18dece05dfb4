#!/usr/bin/env node
/**
 * The command line: flags in, one command run, its result printed, an exit code out. Results go to stdout, everything
 * else to stderr; `--json` prints exactly one JSON document on stdout, also for an error.
 */
import { Command, CommanderError, Option } from "commander";
import { VERSION } from "../export/version.js";
import { defaultWorkers, parseCount, parsePort, parseSeconds, parseWorkers } from "./arguments.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { addLimitFlags, limitsOf } from "./limit-flags.js";
import { addMutateFlags, settingsOf, type MutateFlags } from "./mutate-flags.js";
import { errColors, flush, print, survivePipes, warn } from "./terminal.js";

interface RunFlags {
  readonly goal?: string;
  readonly goals?: boolean;
  readonly out?: string;
  readonly device: "auto" | "cpu" | "webgpu";
  readonly workers: number;
  readonly limit?: ReadonlyMap<string, number>;
  readonly timeout?: number;
  readonly check: boolean;
  readonly assumeTermination?: boolean;
  readonly control?: boolean;
  readonly [limit: string]: unknown;
}

type Act = (command: () => Promise<CommandResult> | CommandResult) => Promise<void>;

function deviceOption(): Option {
  return new Option("--device <name>", "where the kernels run")
    .choices(["auto", "cpu", "webgpu"])
    .default("auto");
}

function addRunFlags(command: Command): Command {
  command
    .option("--out <dir>", "where the output goes (default: proofs-out/<theory>)")
    .addOption(deviceOption())
    .option("--workers <n>", "worker threads", parseWorkers, defaultWorkers())
    .option(
      "--timeout <seconds>",
      "end the run after this time; the result then depends on the machine",
      parseSeconds,
    )
    .option("--no-check", "do not have the independent checker replay the proofs")
    .option(
      "--assume-termination",
      "assume that functions terminate which are not shown to; what rests on them is marked",
    );
  return addLimitFlags(command);
}

async function prove(command: "run" | "prove", file: string, flags: RunFlags): Promise<CommandResult> {
  const { proveCommand } = await import("./prove-command.js");
  return proveCommand({
    command,
    file,
    goal: flags.goal,
    useGoals: flags.goals ?? true,
    out: flags.out,
    device: flags.device,
    workers: flags.workers,
    limits: limitsOf(flags),
    timeoutMs: flags.timeout,
    check: flags.check,
    assumeTermination: flags.assumeTermination ?? false,
    control: flags.control ?? false,
  });
}

async function mutation(target: string, flags: MutateFlags): Promise<CommandResult> {
  if (flags.rediscover !== undefined)
    return (await import("./rediscover-command.js")).rediscoverCommand(target, flags.rediscover, flags.seed);
  const { countCommand, explainCommand, mutateCommand } = await import("./mutate-command.js");
  const { isDirectory } = await import("./output-files.js");
  if (flags.explain !== undefined) return explainCommand(target, flags.explain);
  const { out, device, workers, inMemory, resume = false } = flags;
  const settings = settingsOf(flags, isDirectory(target));
  const options = { target, settings, out, device, workers, inMemory, resume };
  return flags.count === true ? countCommand(options) : mutateCommand(options);
}

interface BenchFlags {
  readonly device: RunFlags["device"];
  readonly work: number;
  readonly timeout: number;
  readonly control?: boolean;
}

/** `what` is `theories`, unless told otherwise, `kernels`, `supersteps`, `problems`, `checker` or `pages`. */
async function bench(
  what: string | undefined,
  file: string | undefined,
  { device, work, timeout, control = false }: BenchFlags,
): Promise<CommandResult> {
  if (what === "kernels") return (await import("./bench-kernels.js")).benchKernels(work);
  if (what === "checker") return (await import("./bench-checker.js")).benchChecker();
  if (what === "pages") return (await import("./bench-pages.js")).benchPages();
  if (what === "supersteps" && file !== undefined)
    return (await import("./bench-supersteps.js")).benchSupersteps(file, device);
  if (what === "supersteps") {
    const hint = "`lemmagrid bench supersteps FILE`";
    throw new CommandFailure(ExitCode.Usage, "usage", "bench supersteps takes a theory file", hint);
  }
  if (what === "problems" && file !== undefined)
    return (await import("./bench-problems.js")).benchProblems(file, { timeoutS: timeout, control });
  if (what === "problems") {
    const hint = "`lemmagrid bench problems DIR`";
    throw new CommandFailure(ExitCode.Usage, "usage", "bench problems takes a folder of problem files", hint);
  }
  if (what === undefined || what === "theories") return (await import("./bench.js")).runBench();
  const hint =
    "`lemmagrid bench` measures whole theories, `bench kernels` the devices' operations, `bench supersteps FILE` what a theory asks of them, `bench problems DIR` what is proved of a folder of problems, `bench checker` the checker, `bench pages` the output";
  throw new CommandFailure(ExitCode.Usage, "usage", `there is no benchmark ${what}`, hint);
}

function buildProgram(json: boolean, act: Act): Command {
  const program = new Command("lemmagrid")
    .description("Explores what follows from a theory's axioms, proves it, and has every proof checked.")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: (text) => {
        if (!json) warn(text);
      },
    });
  const command = (usage: string, summary: string): Command =>
    program.command(usage).description(summary).option("--json", "print one JSON document instead of text");

  addRunFlags(
    command("run <file>", "prove a theory's stated theorems, then explore it and prove what it conjectures"),
  )
    .option("--no-goals", "leave out the stated theorems: explore from the axioms alone")
    .action((file: string, flags: RunFlags) => act(() => prove("run", file, flags)));
  addRunFlags(command("prove <file>", "prove a theory's stated theorems"))
    .option("--goal <name>", "this one; those stated before it are proved too, as lemmas")
    .addOption(
      new Option(
        "--control",
        "leave the stated theorems out, and look for a contradiction instead",
      ).conflicts("goal"),
    )
    .action((file: string, flags: RunFlags) => act(() => prove("prove", file, flags)));
  command(
    "check <target>",
    "replay the proofs of an output with the independent checker, or verify a Metamath database (.mm)",
  ).action((target: string) => act(async () => (await import("./check-command.js")).checkCommand(target)));
  command("show <target> [name]", "show a theory file, an output's theorems, or one theorem's proof")
    .option("--rules", "the rules that a theory file is compiled to")
    .action((target: string, name: string | undefined, flags: { readonly rules?: boolean }) =>
      act(async () => (await import("./show-command.js")).showCommand(target, name, flags.rules ?? false)),
    );
  command(
    "export <format> <dir>",
    "write an output's theory and proofs for another prover (coq, lean, lean4export, mpl, tptp), or make its pages again (html)",
  )
    .option("--out <dir>", "where the files go (default: <dir>/<format>, and <dir> itself for html)")
    .action((format: string, directory: string, flags: { readonly out?: string }) =>
      act(async () => (await import("./export-command.js")).exportCommand(format, directory, flags.out)),
    );
  command("browse <dir>", "serve an output's pages on this machine alone and open them; Ctrl-C ends it")
    .option("--port <n>", "where to listen (default: 8157, or any free port if that is taken)", parsePort)
    .option("--no-open", "do not open the system's browser")
    .action((directory: string, flags: { readonly port?: number; readonly open: boolean }) =>
      act(async () => {
        const { browseCommand } = await import("./browse-command.js");
        const onReady = (url: string): void => {
          (json ? warn : print)(`${url}\n`);
        };
        return browseCommand(directory, { port: flags.port, open: flags.open, onReady });
      }),
    );
  addMutateFlags(
    command(
      "mutate <target>",
      "make new theorems, with proofs, from those of a Metamath database or of an output",
    ),
  ).action((target: string, flags: MutateFlags) => act(() => mutation(target, flags)));
  command("devices", "list what --device can use here").action(() =>
    act(async () => (await import("./devices-command.js")).devicesCommand()),
  );
  command(
    "bench [what] [file]",
    "time the theories that ship, with one worker and with several; or `kernels`, on the CPU and on the GPU; or the `checker`; or render `pages`; or count the `supersteps` of a theory file; or prove the `problems` of a folder",
  )
    .addOption(deviceOption())
    .option("--work <n>", "the largest size of `kernels`", parseCount, 100_000)
    .option("--timeout <seconds>", "for each of the `problems`", parseCount, 30)
    .option("--control", "look for a contradiction in each of the `problems` without its goals, too")
    .action((what: string | undefined, file: string | undefined, flags: BenchFlags) =>
      act(() => bench(what, file, flags)),
    );
  return program;
}

/** What is printed and returned for an error: expected ones by their own words, a bug with a request to report it. */
function explain(error: unknown): {
  code: string;
  exitCode: ExitCode;
  message: string;
  hint: string | undefined;
} {
  if (error instanceof CommandFailure) {
    const { code, exitCode, message, hint } = error;
    return { code, exitCode, message, hint };
  }
  if (error instanceof CommanderError) {
    const noCommand = error.code === "commander.help";
    const message = noCommand ? "which command?" : error.message.replace(/^error: /, "");
    return { code: "usage", exitCode: ExitCode.Usage, message, hint: undefined };
  }
  const system = error as NodeJS.ErrnoException;
  if (error instanceof Error && typeof system.syscall === "string" && typeof system.code === "string") {
    return { code: "io", exitCode: ExitCode.Usage, message: error.message, hint: undefined };
  }
  const message = `internal error: ${error instanceof Error ? error.message : String(error)}`;
  const hint =
    "this is a bug in Lemmagrid: please report it, with what LEMMAGRID_DEBUG=1 adds to this message";
  return { code: "internal", exitCode: ExitCode.Internal, message, hint };
}

function reportError(error: unknown, json: boolean): ExitCode {
  const { code, exitCode, message, hint } = explain(error);
  const shown = error instanceof CommanderError;
  if (!shown || json) {
    warn(`${errColors.red("lemmagrid")}: ${message}`);
    if (hint !== undefined) warn(`  hint: ${hint}`);
  }
  if (exitCode === ExitCode.Internal && process.env.LEMMAGRID_DEBUG !== undefined && error instanceof Error) {
    warn(error.stack ?? "");
  }
  if (json) {
    const diagnostics = error instanceof CommandFailure ? error.diagnostics : [];
    const document = {
      schema: "lemmagrid-error/1",
      exitCode,
      code,
      message,
      hint: hint ?? null,
      diagnostics,
    };
    print(`${JSON.stringify(document, null, 2)}\n`);
  }
  return exitCode;
}

async function main(args: readonly string[]): Promise<ExitCode> {
  survivePipes();
  const json = args.slice(0, args.includes("--") ? args.indexOf("--") : undefined).includes("--json");
  let exitCode: ExitCode = ExitCode.Success;
  const program = buildProgram(json, async (command) => {
    const result = await command();
    exitCode = result.exitCode;
    print(json ? `${JSON.stringify(result.document, null, 2)}\n` : result.text);
  });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return ExitCode.Success;
    return reportError(error, json);
  }
  return exitCode;
}

const exitCode = await main(process.argv.slice(2));
await flush();
process.exit(exitCode);
