/** The depth of the theorem's neighbourhood in the address: `?depth=2`. The style sheet shows the chosen picture. */
import { all, announce } from "./dom.js";
import { readState, writeState } from "./url-state.js";

export function startNeighbourhood(): void {
  const radios = all<HTMLInputElement>('#neighbourhood input[name="depth"]');
  if (radios.length === 0) return;
  const first = radios.find((radio) => radio.checked)?.value ?? "";
  const wanted = radios.find((radio) => radio.value === readState().get("depth"));
  if (wanted !== undefined) wanted.checked = true;
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      writeState({ depth: radio.value === first ? "" : radio.value });
      announce(`Neighbourhood of depth ${radio.value}`);
    });
  }
}
