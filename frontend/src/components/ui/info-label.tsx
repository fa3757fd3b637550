import { Tooltip } from "./tooltip";

/** A word of the trade with a short explanation for whoever points at it or tabs to it. */
export function InfoLabel({ text, hint }: { text: string; hint: string }) {
  return (
    <Tooltip text={hint}>
      <button
        type="button"
        className="cursor-help rounded-sm underline decoration-line-strong decoration-dotted underline-offset-3"
      >
        {text}
      </button>
    </Tooltip>
  );
}
