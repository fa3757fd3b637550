import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { toProblem, wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { Button } from "./button";

interface EmptyProps {
  icon: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
}

export function EmptyState({ icon, title, text, action }: EmptyProps) {
  return (
    <div className="grid place-items-center px-6 py-12 text-center">
      <div className="grid size-10 place-items-center rounded-lg border border-line bg-surface text-ink-3 shadow-flat">
        {icon}
      </div>
      <p className="mt-3 text-md font-medium">{title}</p>
      <p className="mt-1 max-w-72 text-sm text-pretty text-ink-3">{text}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useI18n();
  const { requestId } = toProblem(error);
  return (
    <div role="alert" className="grid place-items-center px-6 py-12 text-center">
      <div className="grid size-10 place-items-center rounded-lg bg-out-soft text-out">
        <TriangleAlert className="size-5" aria-hidden="true" />
      </div>
      <p className="mt-3 text-md font-medium">{t.errors.title}</p>
      <p className="mt-1 max-w-72 text-sm text-pretty text-ink-3">{wordsFor(error, t)}</p>
      {requestId && <p className="nums mt-1 text-2xs text-ink-3">{t.common.request(requestId)}</p>}
      <Button className="mt-4" onClick={onRetry}>
        <RotateCw className="size-3.5" aria-hidden="true" />
        {t.common.retry}
      </Button>
    </div>
  );
}
