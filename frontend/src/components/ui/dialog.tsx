import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { IconButton } from "./icon-button";

// As high as what it lies under: a window over a drawer dims the drawer too.
const SCRIM = "fixed inset-0 z-50 bg-scrim animate-enter";

interface Props {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  description?: ReactNode;
  /** Beside the close button. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Who comes back finds the focus where it was: on the row, or on the button that led here. */
function useReturn() {
  const opener = useRef<Element | null>(null);
  return {
    remember: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      if (opener.current instanceof HTMLElement) opener.current.focus();
    },
  };
}

const WITHOUT_TEXT = new Set(["checkbox", "radio", "button", "submit", "file"]);

/** Escape leaves a field with text first, so that what was typed is not closed away with it. */
function leaveFieldFirst(event: Event): void {
  const field = document.activeElement;
  const isText =
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && !WITHOUT_TEXT.has(field.type));
  if (!isText || field.value === "" || field.readOnly) return;
  event.preventDefault();
  if (field.getAttribute("aria-expanded") === "true") return; // Its list closes by itself.
  field.closest<HTMLElement>('[role="dialog"]')?.focus();
}

interface DialogProps extends Props {
  wide?: boolean;
}

function Head({ title, description, actions }: Pick<Props, "title" | "description" | "actions">) {
  const { t } = useI18n();
  return (
    <header
      className={cx(
        "flex gap-2 border-b border-line px-5",
        description ? "items-start py-3.5" : "items-center py-2.5",
      )}
    >
      <div className="min-w-0 flex-1">
        <Primitive.Title className="text-lg font-semibold tracking-tight">{title}</Primitive.Title>
        {description && (
          <Primitive.Description asChild>
            <div className="mt-0.5 text-sm text-ink-3">{description}</div>
          </Primitive.Description>
        )}
      </div>
      {actions}
      <Primitive.Close asChild>
        <IconButton label={t.common.close} className="-mr-2">
          <X className="size-4" aria-hidden="true" />
        </IconButton>
      </Primitive.Close>
    </header>
  );
}

/** A window in the middle, small or for a longer form; on a phone it rises from below. */
export function Dialog({ open, onClose, wide = false, children, ...head }: DialogProps) {
  const { remember, onCloseAutoFocus } = useReturn();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={SCRIM} />
        <Primitive.Content
          {...(head.description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={remember}
          onCloseAutoFocus={onCloseAutoFocus}
          onEscapeKeyDown={leaveFieldFirst}
          className={cx(
            "fixed z-50 flex max-h-[92dvh] flex-col bg-raised shadow-pop outline-none",
            "inset-x-0 bottom-0 animate-rise rounded-t-lg",
            "sm:inset-auto sm:left-1/2 sm:-translate-x-1/2",
            wide
              ? "sm:top-[5dvh] sm:max-h-[90dvh] sm:w-[36rem]"
              : "sm:top-[12dvh] sm:max-h-[84dvh] sm:w-[28rem]",
            "sm:animate-enter sm:rounded-lg",
          )}
        >
          <Head {...head} />
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A drawer at the right edge; the whole screen on a phone. */
export function Sheet({ open, onClose, children, ...head }: Props) {
  const { remember, onCloseAutoFocus } = useReturn();
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={SCRIM} />
        <Primitive.Content
          {...(head.description ? {} : { "aria-describedby": undefined })}
          // The drawer is read first: its close button need not shine at everybody who opens it.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            remember();
            (event.currentTarget as HTMLElement).focus();
          }}
          onCloseAutoFocus={onCloseAutoFocus}
          onEscapeKeyDown={leaveFieldFirst}
          className={cx(
            "fixed inset-y-0 right-0 z-50 flex w-full animate-slide flex-col bg-raised",
            "shadow-pop outline-none sm:w-[35rem]",
          )}
        >
          <Head {...head} />
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
