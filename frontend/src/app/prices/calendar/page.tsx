"use client";

import { SalesCalendar } from "@/features/sales/calendar";
import { openPrice } from "../../price-drawer";

export default function CalendarPage() {
  return <SalesCalendar onOpen={openPrice} />;
}
