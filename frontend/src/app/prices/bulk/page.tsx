"use client";

import { BulkRoom } from "@/features/repricing/bulk-room";
import { openItem } from "../../item-drawer";

export default function BulkPage() {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-6xl p-3 sm:px-4 sm:py-5">
        <BulkRoom onOpenItem={openItem} />
      </div>
    </div>
  );
}
