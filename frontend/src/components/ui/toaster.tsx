"use client";

import { Toaster as HotToaster } from "react-hot-toast";

/** Short words about what was done; errors stay longer. */
export function Toaster() {
  return (
    // A dialog hides what lies around it from screen readers, but for what names its liveness.
    <div aria-live="off">
      <HotToaster
        position="bottom-center"
        containerClassName="max-sm:!bottom-16"
        toastOptions={{
          duration: 3_500,
          className:
            "!rounded-lg !bg-raised !px-3 !py-2 !text-sm !text-ink !shadow-pop !max-w-[26rem]",
          success: { iconTheme: { primary: "var(--ok)", secondary: "var(--raised)" } },
          error: {
            duration: 8_000,
            iconTheme: { primary: "var(--out-fill)", secondary: "var(--raised)" },
          },
        }}
      />
    </div>
  );
}
