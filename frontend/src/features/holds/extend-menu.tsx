import { ChevronDown } from "lucide-react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuLabel } from "@/components/ui/menu";
import { isUnanswered } from "@/lib/api/attempt";
import { newIdempotencyKey } from "@/lib/api/idempotency";
import { wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useExtendHold } from "./api";
import { spanName } from "./span";
import { SPANS, type Hold } from "./types";

interface Props {
  hold: Hold;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** The new time counts from now, whatever is left of the old one. */
export function ExtendMenu({ hold, open, onOpen }: Props) {
  const { t } = useI18n();
  const extend = useExtendHold();
  const { id } = hold;
  const run = (seconds: number) =>
    // A new key each time: the time counts from now, so twice does no harm, while the answer to an
    // older one would tell an older end.
    extend.mutate(
      { id, seconds, idempotencyKey: newIdempotencyKey() },
      {
        onSuccess: () => toast.success(t.holds.extendedDone(id)),
        onError: (error) => {
          const said = isUnanswered(error)
            ? t.errors.unconfirmed(t.holds.name(id))
            : t.holds.failed(id);
          toast.error(t.errors.because(said, wordsFor(error, t)));
        },
      },
    );
  return (
    <Menu
      open={open}
      onOpen={onOpen}
      trigger={
        <Button size="sm" busy={extend.isPending} aria-label={t.holds.extendOf(id)}>
          {t.holds.extend}
          <ChevronDown className="size-3 text-ink-3" aria-hidden="true" />
        </Button>
      }
    >
      <MenuLabel>{t.holds.extendFromNow}</MenuLabel>
      {SPANS.map((seconds) => (
        <MenuItem key={seconds} onSelect={() => run(seconds)}>
          {spanName(t, seconds)}
        </MenuItem>
      ))}
    </Menu>
  );
}
