"use client";

import { ListRoom } from "@/features/price-lists/list-room";

export default function PriceListsPage() {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto max-w-6xl p-3 sm:px-4 sm:py-5">
        <ListRoom />
      </div>
    </div>
  );
}
