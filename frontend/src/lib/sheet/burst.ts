// Did a scanner type this? A wedge scanner sends a whole code within some hundredths of a second,
// and it does so into whatever field has the focus.

const GAP_MS_MAX = 40;
const LENGTH_MIN = 6;

/** Gathers keys that follow one another faster than hands can type. */
export class Burst {
  private text = "";
  private lastAt = -Infinity;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether the last key may have been the first of a code. */
  get isBeginning(): boolean {
    return this.text.length === 1;
  }

  /** The code, when `key` is the Enter that ends one; null for everything else. */
  put(key: string): string | null {
    const at = this.now();
    const fast = at - this.lastAt <= GAP_MS_MAX;
    this.lastAt = at;
    if (key === "Enter") {
      const code = fast && this.text.length >= LENGTH_MIN ? this.text : null;
      this.text = "";
      return code;
    }
    if (key.length !== 1) return null; // Shift comes before a capital letter.
    this.text = fast ? this.text + key : key;
    return null;
  }
}
