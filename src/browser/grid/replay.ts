/**
 * The replay: a place on the time line, and what the grid looked like then. Play, single steps, a scrubber, whole rounds;
 * the place and the chosen statement stand in the address.
 */
import { announce, make, plural } from "../dom.js";
import { addKeys } from "../help.js";
import { readState, writeState } from "../url-state.js";
import { STATE_SIGNS, STATE_WORDS } from "./signs.js";
import { countStates, framesOf, type Frame, type GridData, type ShownAttempt } from "./trace.js";
import { AttemptDetail, cellsOf, stateLegend } from "./views.js";

const SPEEDS = [1, 2, 5, 10, 25];

export class Replay {
  private readonly frames: readonly Frame[];
  private at = 0;
  /** Chosen by the reader; shown while its round is. */
  private chosen: ShownAttempt | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly play = make("button", { type: "button", id: "replay-play" }, "Play");
  private readonly scrubber = make("input", { type: "range", min: "0", id: "replay-scrubber" });
  private readonly speed = make("select", { id: "replay-speed" });
  private readonly where = make("p", { id: "replay-where" });
  private readonly round = make("ol", { id: "replay-round" });
  private readonly detail = new AttemptDetail();

  constructor(
    private readonly section: HTMLElement,
    private readonly data: GridData,
  ) {
    this.frames = framesOf(data.attempts);
    this.scrubber.max = String(this.frames.length - 1);
    for (const speed of SPEEDS)
      this.speed.append(make("option", { value: String(speed) }, `${speed} a second`));
    this.speed.value = "2";
  }

  start(): void {
    this.section.append(this.controls(), stateLegend(), this.where, this.round, this.detail.element);
    this.play.addEventListener("click", () => this.toggle());
    this.speed.addEventListener("change", () => {
      if (this.timer !== undefined) this.run();
    });
    this.scrubber.addEventListener("input", () => {
      this.pause();
      this.show(Number(this.scrubber.value), true);
    });
    addKeys([
      { keys: [" "], does: "play or pause", act: ({ target }) => !isButton(target) && this.toggle() },
      { keys: ["ArrowRight", "l"], does: "next superstep", act: () => this.step(1) },
      { keys: ["ArrowLeft", "h"], does: "previous superstep", act: () => this.step(-1) },
      { keys: ["n"], does: "next round", act: () => this.turn(1) },
      { keys: ["p"], does: "previous round", act: () => this.turn(-1) },
    ]);
    const state = readState();
    this.chosen = this.data.attempts.at(Number(state.get("attempt") ?? "0") - 1);
    if (!state.has("attempt")) this.chosen = undefined;
    this.show(Number(state.get("at") ?? "0") || 0, false);
  }

  private controls(): HTMLElement {
    const button = (text: string, act: () => unknown): HTMLButtonElement => {
      const element = make("button", { type: "button" }, text);
      element.addEventListener("click", act);
      return element;
    };
    return make(
      "div",
      { class: "controls", role: "group", "aria-label": "Replay" },
      button("◂◂ Round", () => this.turn(-1)),
      button("◂ Step", () => this.step(-1)),
      this.play,
      button("Step ▸", () => this.step(1)),
      button("Round ▸▸", () => this.turn(1)),
      make("label", { class: "wide" }, "Superstep ", this.scrubber),
      make("label", {}, "Speed ", this.speed),
    );
  }

  // --------------------------------------------------------------------------------------------------------- moving

  private toggle(): boolean {
    if (this.timer !== undefined) {
      this.pause();
      announce(`Paused. ${this.where.textContent}`);
      return true;
    }
    if (this.at >= this.frames.length - 1) this.show(0, false);
    this.run();
    return true;
  }

  private run(): void {
    clearInterval(this.timer);
    this.play.textContent = "Pause";
    this.timer = setInterval(
      () => {
        if (this.at >= this.frames.length - 1) this.pause();
        else this.show(this.at + 1, false);
      },
      1000 / Number(this.speed.value),
    );
  }

  private pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.play.textContent = "Play";
    this.remember();
  }

  private step(by: number): boolean {
    this.pause();
    this.show(this.at + by, true);
    return true;
  }

  /** To the first superstep of the next or previous round. */
  private turn(by: number): boolean {
    this.pause();
    const { round } = this.frames[this.at];
    const rounds = [...new Set(this.frames.map((frame) => frame.round))];
    const wanted = rounds[Math.min(rounds.length - 1, Math.max(0, rounds.indexOf(round) + by))];
    this.show(
      this.frames.findIndex((frame) => frame.round === wanted),
      true,
    );
    return true;
  }

  private remember(): void {
    const number = this.chosen === undefined ? 0 : this.data.attempts.indexOf(this.chosen) + 1;
    writeState({ at: this.at === 0 ? "" : String(this.at), attempt: number === 0 ? "" : String(number) });
  }

  // -------------------------------------------------------------------------------------------------------- showing

  private show(at: number, byReader: boolean): void {
    this.at = Math.min(this.frames.length - 1, Math.max(0, at));
    const frame = this.frames[this.at];
    const attempts = this.data.attempts.filter(({ round }) => round === frame.round);
    const text = this.whereText(frame, attempts);
    this.scrubber.value = String(this.at);
    this.scrubber.setAttribute("aria-valuetext", text);
    this.where.textContent = text;
    const shown = this.shownOf(attempts);
    this.showRound(attempts, frame.step, shown);
    this.detail.show(shown, frame.step);
    if (!byReader) return;
    this.remember();
    announce(text);
  }

  /** The chosen one, else the one with the most blocks. */
  private shownOf(attempts: readonly ShownAttempt[]): ShownAttempt {
    if (this.chosen !== undefined && attempts.includes(this.chosen)) return this.chosen;
    return attempts.reduce((most, other) => (other.blocks.length > most.blocks.length ? other : most));
  }

  private showRound(attempts: readonly ShownAttempt[], step: number, shown: ShownAttempt): void {
    const focused = this.round.contains(document.activeElement)
      ? [...this.round.querySelectorAll("button")].findIndex((button) => button === document.activeElement)
      : -1;
    const items = attempts.map((attempt) => {
      const choose = make(
        "button",
        { type: "button", "aria-pressed": String(attempt === shown) },
        this.nameOf(attempt),
      );
      choose.addEventListener("click", () => {
        this.chosen = attempt;
        this.show(this.at, true);
      });
      return make("li", {}, choose, " ", make("code", {}, attempt.statement), cellsOf(attempt, step));
    });
    this.round.replaceChildren(...items);
    if (focused >= 0) this.round.querySelectorAll("button").item(focused).focus();
  }

  private nameOf(attempt: ShownAttempt): string {
    return attempt.name === "" ? `attempt ${this.data.attempts.indexOf(attempt) + 1}` : attempt.name;
  }

  private whereText({ round, step, lastStep }: Frame, attempts: readonly ShownAttempt[]): string {
    const rounds = this.frames[this.frames.length - 1].round;
    const counts = countStates(attempts, step);
    const blocks = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const states = (["running", "waiting", "proved", "failed", "stopped"] as const)
      .filter((state) => counts.has(state))
      .map((state) => `${counts.get(state) ?? 0} ${STATE_SIGNS[state]} ${STATE_WORDS[state]}`);
    return `Round ${round} of ${rounds}, superstep ${step} of ${lastStep}: ${plural(blocks, "block")}, ${states.join(", ")}.`;
  }
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, a, summary") !== null;
}
