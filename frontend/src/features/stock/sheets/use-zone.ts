// Name the time zone of a location.
import { useQuery } from "@tanstack/react-query";
import { browserZone } from "@/lib/format/zoned";
import { locationsQuery } from "../api";

/** The zone of a location's clock; the browser's while no location is chosen or known. */
export function useZones(): (location: string) => string {
  const { data } = useQuery(locationsQuery());
  return (location) => data?.find(({ code }) => code === location)?.time_zone ?? browserZone();
}
