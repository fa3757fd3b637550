import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  value: string;
  label: string;
  content: ReactNode;
}

interface Props {
  tabs: readonly Tab[];
  label: string;
  /** Which one is open, where somebody else decides it too. */
  value?: string;
  onChange?: (value: string) => void;
}

export function Tabs({ tabs, label, value, onChange }: Props) {
  return (
    <Primitive.Root
      defaultValue={tabs[0]?.value}
      {...(value === undefined ? {} : { value })}
      {...(onChange ? { onValueChange: onChange } : {})}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Primitive.List aria-label={label} className="flex gap-3 border-b border-line px-4">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="focus-inset -mb-px h-10 px-1 rounded-t-sm border-b-2 border-transparent text-sm font-medium text-ink-3 hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content
          key={tab.value}
          value={tab.value}
          className="focus-inset min-h-0 flex-1 overflow-y-auto"
        >
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
