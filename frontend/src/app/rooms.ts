// Which rooms listen to the stream? The list of them all.
import { activityRoom } from "@/features/activity/changes";
import { alertsRoom } from "@/features/alerts/changes";
import { approvalsRoom } from "@/features/approvals/changes";
import { guardsRoom } from "@/features/guards/changes";
import { holdsRoom } from "@/features/holds/changes";
import { overviewRooms } from "@/features/overview/changes";
import { priceListsRoom } from "@/features/price-lists/changes";
import { pricingRoom } from "@/features/pricing/changes";
import { unitsRoom } from "@/features/pricing/units";
import { salesRoom } from "@/features/sales/changes";
import { repricingRoom } from "@/features/repricing/changes";
import { stockRoom } from "@/features/stock/changes";
import { transfersRoom } from "@/features/transfers/changes";
import type { LiveRoom } from "@/lib/live/room";

export const ROOMS: readonly LiveRoom[] = [
  stockRoom,
  holdsRoom,
  activityRoom,
  pricingRoom,
  unitsRoom,
  salesRoom,
  approvalsRoom,
  repricingRoom,
  guardsRoom,
  priceListsRoom,
  alertsRoom,
  transfersRoom,
  ...overviewRooms,
];
