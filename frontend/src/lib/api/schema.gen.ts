// Generated from contracts/openapi.json by `npm run generate-api`. Do not edit.

export interface paths {
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Alerts
         * @description Alerts, newest first.
         */
        get: operations["list_alerts_api_v1_alerts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{alert_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge Alert
         * @description Say that you have seen it; it stays until the stock recovers.
         */
        post: operations["acknowledge_alert_api_v1_alerts__alert_id__acknowledge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Login
         * @description Log in. The answer carries a bearer token and sets the cookie of the web app.
         */
        post: operations["login_api_v1_auth_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Logout
         * @description End this session: its cookie, its token and its sockets.
         */
        post: operations["logout_api_v1_auth_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Who am I, and what may I do?
         */
        get: operations["me_api_v1_auth_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/stream-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Stream Ticket
         * @description A ticket that lets one socket in.
         */
        post: operations["issue_stream_ticket_api_v1_auth_stream_ticket_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Categories
         * @description The categories in use, with their number of items.
         */
        get: operations["list_categories_api_v1_categories_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Changes
         * @description What happened after a position, oldest first; a filter leaves out some of what was read.
         */
        get: operations["list_changes_api_v1_changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stream Changes
         * @description Changes as they come, as Server-Sent Events (WHATWG HTML, section 9.2).
         *
         *     The events are the frames of the socket: `ok`, `changes`, `pos`, `reset` and `bye`, with the
         *     position as their id, from which a reader that comes back goes on.
         */
        get: operations["stream_changes_api_v1_changes_stream_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Items
         * @description Items by SKU; `q` looks into SKU, name and barcode.
         */
        get: operations["list_items_api_v1_items_get"];
        put?: never;
        /**
         * Create Item
         * @description Take a new item into the catalog.
         */
        post: operations["create_item_api_v1_items_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Item
         * @description One item.
         */
        get: operations["get_item_api_v1_items__item_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Item
         * @description Change what is known of an item.
         */
        patch: operations["update_item_api_v1_items__item_id__patch"];
        trace?: never;
    };
    "/api/v1/items/{item_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive Item
         * @description Take an item out of use; its history stays.
         */
        post: operations["archive_item_api_v1_items__item_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/by-sku/{sku}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Item By Sku
         * @description The item with this SKU; upper and lower case are the same.
         */
        get: operations["get_item_by_sku_api_v1_items_by_sku__sku__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Locations
         * @description Every location.
         */
        get: operations["list_locations_api_v1_locations_get"];
        put?: never;
        /**
         * Create Location
         * @description Open a location.
         */
        post: operations["create_location_api_v1_locations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations/{location_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update Location
         * @description Change what is known of a location.
         */
        patch: operations["update_location_api_v1_locations__location_id__patch"];
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Overview
         * @description Counts and sums of this moment.
         */
        get: operations["get_overview_api_v1_overview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Prices
         * @description Base prices by SKU.
         */
        get: operations["list_prices_api_v1_prices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Item Price
         * @description The price of an item, and why it is that price.
         */
        get: operations["get_item_price_api_v1_prices__item_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Base Price
         * @description Set the base price; the price until then stays in the history.
         */
        put: operations["set_base_price_api_v1_prices__item_id__base_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Price History
         * @description Every price that the item ever had, newest first.
         */
        get: operations["list_price_history_api_v1_prices__item_id__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Price Changes
         * @description Price changes of all items, newest first.
         */
        get: operations["list_price_changes_api_v1_prices_changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take Snapshot
         * @description The present rows of a channel, with the position from which to follow the feed.
         */
        get: operations["take_snapshot_api_v1_snapshot_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Status
         * @description How the feed is, seen from the process that answers.
         */
        get: operations["read_status_api_v1_status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/as-of": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Levels As Of
         * @description What was on hand at a moment in the past, by what is known today.
         */
        get: operations["list_levels_as_of_api_v1_stock_as_of_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Count
         * @description Record what was counted on the shelf, and when; what happened later still counts.
         */
        post: operations["record_count_api_v1_stock_counts_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Holds
         * @description Holds, newest first.
         */
        get: operations["list_holds_api_v1_stock_holds_get"];
        put?: never;
        /**
         * Hold
         * @description Hold all lines, or none; what is held can't be sold to anybody else until it expires.
         */
        post: operations["hold_api_v1_stock_holds_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/holds/{hold_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Hold
         * @description One hold, with what became of each line.
         */
        get: operations["get_hold_api_v1_stock_holds__hold_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/holds/{hold_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commit
         * @description The held goods leave the shelf: all of them, or the given lines.
         */
        post: operations["commit_api_v1_stock_holds__hold_id__commit_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/holds/{hold_id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extend
         * @description Keep it longer: the new time counts from now.
         */
        post: operations["extend_api_v1_stock_holds__hold_id__extend_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/holds/{hold_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release
         * @description Free what is held: all of it, or the given lines.
         */
        post: operations["release_api_v1_stock_holds__hold_id__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Levels
         * @description Stock per item and location; `q` looks into SKU, name and barcode.
         */
        get: operations["list_levels_api_v1_stock_levels_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/levels/{level_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Level
         * @description One level.
         */
        get: operations["get_level_api_v1_stock_levels__level_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set Thresholds
         * @description Set the reorder point and the target of a level; quantities change only by movements.
         */
        patch: operations["set_thresholds_api_v1_stock_levels__level_id__patch"];
        trace?: never;
    };
    "/api/v1/stock/levels/{level_id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain Level
         * @description Which movements and holds make the figures of this level.
         */
        get: operations["explain_level_api_v1_stock_levels__level_id__explanation_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Movements
         * @description The ledger, newest record first.
         */
        get: operations["list_movements_api_v1_stock_movements_get"];
        put?: never;
        /**
         * Record Movement
         * @description Record that stock came, went or was corrected.
         */
        post: operations["record_movement_api_v1_stock_movements_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/movements/{movement_id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse Movement
         * @description Take a movement back by a second one that points to it; nothing is edited or deleted.
         */
        post: operations["reverse_movement_api_v1_stock_movements__movement_id__reverse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/movements/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Batch
         * @description Record up to 1,000 movements and counts; the answer tells of each row.
         */
        post: operations["record_batch_api_v1_stock_movements_batch_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Reasons
         * @description The codes that a movement's `reason` may name; they never end on a second page.
         */
        get: operations["list_reasons_api_v1_stock_reasons_get"];
        put?: never;
        /**
         * Add Reason
         * @description Add a code of your own.
         */
        post: operations["add_reason_api_v1_stock_reasons_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Transfers
         * @description Transfers, newest first; ``location`` is where they come from or go to.
         */
        get: operations["list_transfers_api_v1_stock_transfers_get"];
        put?: never;
        /**
         * Send
         * @description Goods leave; until they are received they are in transit, and on no shelf.
         */
        post: operations["send_api_v1_stock_transfers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/transfers/{transfer_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Transfer
         * @description One transfer, with what became of each line.
         */
        get: operations["get_transfer_api_v1_stock_transfers__transfer_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/transfers/{transfer_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description What is still in transit goes back to where it came from.
         */
        post: operations["cancel_api_v1_stock_transfers__transfer_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/transfers/{transfer_id}/receive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receive
         * @description Goods arrive: all that is in transit, or the given lines.
         */
        post: operations["receive_api_v1_stock_transfers__transfer_id__receive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Users
         * @description Every account.
         */
        get: operations["list_users_api_v1_users_get"];
        put?: never;
        /**
         * Add User
         * @description Open an account.
         */
        post: operations["add_user_api_v1_users_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live
         * @description This process runs.
         */
        get: operations["live_health_live_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready
         * @description Everything serves. Without Redis it still does, a little later on the screen.
         */
        get: operations["ready_health_ready_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Absorbed
         * @description A count after the fact had already seen it, so the balance stays as it is.
         */
        Absorbed: {
            /** Count Id */
            count_id: number;
            /**
             * Delta On Hand
             * @description What was booked at the count to keep its number.
             */
            delta_on_hand: number;
        };
        /** AckMessage */
        AckMessage: {
            /** Id */
            id: string;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ack";
        };
        /** AlertOut */
        AlertOut: {
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By */
            acknowledged_by: string | null;
            /** Category */
            category: string | null;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Level Id */
            level_id: number;
            /** Location */
            location: string;
            /**
             * Metric
             * @constant
             */
            metric: "available";
            /** Opened At */
            opened_at: string;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Severity
             * @enum {string}
             */
            severity: "info" | "warning" | "critical";
            /** Sku */
            sku: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "acknowledged" | "resolved";
            /**
             * Threshold
             * @description The threshold that it met.
             */
            threshold: number;
            /**
             * Value
             * @description What was measured when the alert opened.
             */
            value: number;
            /** Version */
            version: number;
        };
        /** AuthMessage */
        AuthMessage: {
            /** Ticket */
            ticket: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "auth";
        };
        /** BasePriceSet */
        BasePriceSet: {
            /**
             * Amount
             * @description A decimal string, with no more decimals than the currency.
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Expected Version
             * @description Set only if the price still has this version; 0: if there is none.
             */
            expected_version?: number | null;
            /**
             * Price List
             * @default default
             * @constant
             */
            price_list: "default";
            /** Reason */
            reason?: string | null;
        };
        /** BatchCreate */
        BatchCreate: {
            /**
             * Mode
             * @description `all_or_nothing`: one refused row refuses all. `each`: every row for itself.
             * @default all_or_nothing
             * @enum {string}
             */
            mode: "all_or_nothing" | "each";
            /** Movements */
            movements: components["schemas"]["BatchRow"][];
        };
        /** BatchResult */
        BatchResult: {
            /** Applied */
            applied: number;
            /**
             * Mode
             * @enum {string}
             */
            mode: "all_or_nothing" | "each";
            /** Refused */
            refused: number;
            /** Results */
            results: components["schemas"]["BatchRowResult"][];
        };
        /**
         * BatchRow
         * @description A movement, or with the kind `count` what was counted.
         */
        BatchRow: {
            /**
             * Expected On Hand
             * @description Apply only if the level still has this balance (compare-and-set).
             */
            expected_on_hand?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "receive" | "sale" | "return" | "adjust" | "damage" | "count";
            /**
             * Location
             * @example TYO-1
             */
            location: string;
            /** Occurred At */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description Whole units. Positive; negative only for `adjust`, where the sign is the direction.
             * @example 3
             */
            quantity: number;
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
        };
        /** BatchRowResult */
        BatchRowResult: {
            absorbed?: components["schemas"]["Absorbed"] | null;
            count?: components["schemas"]["CountExplanation"] | null;
            level?: components["schemas"]["StockLevelOut"] | null;
            movement?: components["schemas"]["MovementOut"] | null;
            problem?: components["schemas"]["RowProblem"] | null;
            /**
             * Row
             * @description Its place in the request, from 0.
             */
            row: number;
            /**
             * Status
             * @enum {string}
             */
            status: "applied" | "refused";
        };
        /**
         * ByeFrame
         * @description The server goes down; come back after this time, which differs from client to client.
         */
        ByeFrame: {
            /** Retry After Ms */
            retry_after_ms: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "bye";
        };
        /** CategoryOut */
        CategoryOut: {
            /** Category */
            category: string;
            /**
             * Items
             * @description Active items in it.
             */
            items: number;
        };
        /**
         * ChangeFrame
         * @description One change, as it stands in ``changes`` and in ``GET /changes``.
         */
        ChangeFrame: {
            /** After */
            after: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** At */
            at: string;
            /** Before */
            before: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** Cause */
            cause: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Key */
            key: string;
            /** Seq */
            seq: number;
            /** Type */
            type: string;
            /** Version */
            version: number;
        };
        /** ChangesFrame */
        ChangesFrame: {
            /** Changes */
            changes: components["schemas"]["ChangeFrame"][];
            /**
             * Conflated
             * @description Only in mode `latest`: overtaken changes were left out.
             * @default false
             */
            conflated: boolean;
            /** Id */
            id: string;
            /** Prev */
            prev: number;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "changes";
        };
        /** ChangesOut */
        ChangesOut: {
            /** Changes */
            changes: components["schemas"]["ChangeFrame"][];
            /**
             * Epoch
             * @description Positions of different epochs can't be compared.
             */
            epoch: string;
            /**
             * Floor
             * @description The oldest seq that is kept.
             */
            floor: number;
            /**
             * Head
             * @description The newest seq of the channel.
             */
            head: number;
            /**
             * Seq
             * @description Read up to here: ask for what follows with `since`.
             */
            seq: number;
        };
        /**
         * Channel
         * @enum {string}
         */
        Channel: "inventory:updates" | "price:updates" | "stock:alerts";
        /** ChannelStatus */
        ChannelStatus: {
            channel: components["schemas"]["Channel"];
            /**
             * Delivered
             * @description The newest seq that this process handed on.
             */
            delivered: number | null;
            /** Epoch */
            epoch: string;
            /**
             * Floor
             * @description The oldest seq that is kept.
             */
            floor: number;
            /**
             * Head
             * @description The newest seq given, as the database knows it.
             */
            head: number;
            /** @description From the commit to this process's sockets. */
            lag: components["schemas"]["LagOut"];
            /**
             * Remembered
             * @description Changes from which this process serves those who return.
             */
            remembered: number;
            /** Subscriptions */
            subscriptions: number;
        };
        /**
         * CheckStatus
         * @description The comparison of ledger and balances that the leader makes all the time.
         */
        CheckStatus: {
            /** Differences */
            differences: number;
            /** Finished At */
            finished_at: string | null;
            /**
             * Levels
             * @description Levels that its last round compared.
             */
            levels: number;
        };
        ClientMessage: components["schemas"]["AuthMessage"] | components["schemas"]["SubMessage"] | components["schemas"]["UnsubMessage"] | components["schemas"]["AckMessage"] | components["schemas"]["PingMessage"];
        /** CountAnchor */
        CountAnchor: {
            /** Counted */
            counted: number;
            /** Counted At */
            counted_at: string;
            /** Movement Id */
            movement_id: number;
        };
        /**
         * CountCreate
         * @description What somebody counted on the shelf, and when.
         */
        CountCreate: {
            /**
             * Counted
             * @example 12
             */
            counted: number;
            /**
             * Expected On Hand
             * @description Apply only if the level still has this balance (compare-and-set).
             */
            expected_on_hand?: number | null;
            /**
             * Location
             * @example TYO-1
             */
            location: string;
            /** Occurred At */
            occurred_at?: string | null;
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
        };
        /**
         * CountExplanation
         * @description How a count became today's balance.
         */
        CountExplanation: {
            /** Counted */
            counted: number;
            /** Counted At */
            counted_at: string;
            /**
             * Later Delta
             * @description What they did to the balance.
             */
            later_delta: number;
            /**
             * Later Movements
             * @description Movements known that happened after the count.
             */
            later_movements: number;
            /** On Hand */
            on_hand: number;
            /**
             * Text
             * @example counted 12 at 2026-03-01T13:30:00Z, 2 later movements applied (-2), now 10
             */
            text: string;
        };
        /** EffectivePrice */
        EffectivePrice: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Because
             * @description Which layer makes it: `base`.
             */
            because: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /**
         * ErrorFrame
         * @description ``id`` names the subscription that was refused.
         */
        ErrorFrame: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Id
             * @default null
             */
            id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "error";
        };
        /**
         * ExplanationPart
         * @description Movements of one kind since the last count.
         */
        ExplanationPart: {
            /** Delta On Hand */
            delta_on_hand: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "receive" | "sale" | "return" | "adjust" | "damage" | "count" | "transfer_out" | "transfer_in" | "reserve" | "release" | "commit";
            /** Movements */
            movements: number;
        };
        /** FieldProblem */
        FieldProblem: {
            /** Field */
            field: string;
            /** Message */
            message: string;
        };
        /** Health */
        Health: {
            /**
             * Database
             * @enum {string}
             */
            database: "ok" | "away" | "starting";
            /**
             * Feed
             * @enum {string}
             */
            feed: "ok" | "away" | "starting";
            /**
             * Redis
             * @enum {string}
             */
            redis: "ok" | "away" | "starting";
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "not_ready";
        };
        /** HeartbeatFrame */
        HeartbeatFrame: {
            /** At */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hb";
        };
        /**
         * HeldQuantity
         * @description What one open hold keeps of the level.
         */
        HeldQuantity: {
            /** Expires At */
            expires_at: string;
            /** Hold Id */
            hold_id: number;
            /** Quantity */
            quantity: number;
            /** Reference */
            reference: string | null;
        };
        /** HelloFrame */
        HelloFrame: {
            /** Connection */
            connection: string;
            /** Heartbeat Ms */
            heartbeat_ms: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "hello";
        };
        /**
         * HoldCommit
         * @description Goods of a hold leave the shelf; without ``lines`` all that is still held.
         */
        HoldCommit: {
            /** Lines */
            lines?: components["schemas"]["HoldLine"][] | null;
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * Release Rest
             * @description Free what is not in `lines`.
             * @default false
             */
            release_rest: boolean;
        };
        /**
         * HoldCreate
         * @description All lines are held, or none.
         */
        HoldCreate: {
            /** Lines */
            lines: components["schemas"]["HoldLine"][];
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * Ttl Seconds
             * @description How long the units are kept; then they are free again by themselves.
             * @example 900
             */
            ttl_seconds: number;
        };
        /** HoldExtend */
        HoldExtend: {
            /**
             * Ttl Seconds
             * @description From now on.
             * @example 900
             */
            ttl_seconds: number;
        };
        /** HoldLine */
        HoldLine: {
            /**
             * Location
             * @example TYO-1
             */
            location: string;
            /**
             * Quantity
             * @example 2
             */
            quantity: number;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
        };
        /**
         * HoldLineOut
         * @description ``quantity`` is committed, released, or still held: ``remaining``.
         */
        HoldLineOut: {
            /** Committed */
            committed: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Level Id */
            level_id: number;
            /** Line */
            line: number;
            /** Location */
            location: string;
            /** Quantity */
            quantity: number;
            /** Released */
            released: number;
            /** Remaining */
            remaining: number;
            /** Sku */
            sku: string;
        };
        /** HoldOut */
        HoldOut: {
            /** Actor */
            actor: string;
            /** Created At */
            created_at: string;
            /** Expires At */
            expires_at: string;
            /** Id */
            id: number;
            /** Lines */
            lines: components["schemas"]["HoldLineOut"][];
            /** Reference */
            reference: string | null;
            /** Settled At */
            settled_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "held" | "committed" | "released" | "expired";
            /** Version */
            version: number;
        };
        /**
         * HoldRelease
         * @description Held units are free again; without ``lines`` all that is still held.
         */
        HoldRelease: {
            /** Lines */
            lines?: components["schemas"]["HoldLine"][] | null;
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
        };
        /** ItemCreate */
        ItemCreate: {
            /**
             * Attributes
             * @default {}
             */
            attributes: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Barcode */
            barcode?: string | null;
            /** Category */
            category?: string | null;
            cost?: components["schemas"]["Money-Input"] | null;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Name
             * @example Blue mug 300 ml
             */
            name: string;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /**
             * Unit
             * @default piece
             */
            unit: string;
        };
        /** ItemOut */
        ItemOut: {
            /** Attributes */
            attributes: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            /** Barcode */
            barcode: string | null;
            /** Category */
            category: string | null;
            /** @description Null without the permission `cost:read`. */
            cost: components["schemas"]["Money-Output"] | null;
            /** Created At */
            created_at: string;
            /** Description */
            description: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Sku */
            sku: string;
            /**
             * Status
             * @enum {string}
             */
            status: "active" | "archived";
            /** Tags */
            tags: string[];
            /** Unit */
            unit: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * ItemPriceOut
         * @description Everything that makes the price of one item.
         */
        ItemPriceOut: {
            /** @description Null while no price is set. */
            effective: components["schemas"]["EffectivePrice"] | null;
            /** Item Id */
            item_id: number;
            /** Layers */
            layers: components["schemas"]["PriceLayer"][];
            /** Price List */
            price_list: string;
            /** Sku */
            sku: string;
            /**
             * Version
             * @description Version of the effective base price; 0 when there is none.
             */
            version: number;
        };
        /**
         * ItemUpdate
         * @description Only the fields that are sent change.
         */
        ItemUpdate: {
            /** Attributes */
            attributes?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** Barcode */
            barcode?: string | null;
            /** Category */
            category?: string | null;
            cost?: components["schemas"]["Money-Input"] | null;
            /** Description */
            description?: string | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Name */
            name?: string | null;
            /** Tags */
            tags?: string[] | null;
            /** Unit */
            unit?: string | null;
        };
        JsonValue: unknown;
        /**
         * LagOut
         * @description Of the newest thousand deliveries at most, the oldest change of each, in this process; null
         *     before the first.
         */
        LagOut: {
            /** P50 Ms */
            p50_ms: number | null;
            /** P99 Ms */
            p99_ms: number | null;
        };
        /**
         * LeaderStatus
         * @description The one process that numbers the changes.
         */
        LeaderStatus: {
            /**
             * Here
             * @description It is the process that answers.
             */
            here: boolean;
            /** Name */
            name: string;
            /** Since */
            since: string;
        };
        /**
         * LevelAsOf
         * @description What was on hand at a moment in the past, by what is known today.
         */
        LevelAsOf: {
            /** Item Id */
            item_id: number;
            /** Level Id */
            level_id: number;
            /** Location */
            location: string;
            /** Name */
            name: string;
            /** On Hand */
            on_hand: number;
            /** Sku */
            sku: string;
        };
        /**
         * LevelExplanation
         * @description Which movements make the figures of a level.
         */
        LevelExplanation: {
            /** @description The last count; null if never counted. */
            count: components["schemas"]["CountAnchor"] | null;
            /**
             * Holds
             * @description The open holds; they add up to `reserved`.
             */
            holds: components["schemas"]["HeldQuantity"][];
            level: components["schemas"]["StockLevelOut"];
            /**
             * Parts
             * @description What happened since, by kind; `counted` and these add up to `on_hand`.
             */
            parts: components["schemas"]["ExplanationPart"][];
        };
        /** LocationCreate */
        LocationCreate: {
            /**
             * Allow Backorder
             * @default false
             */
            allow_backorder: boolean;
            /**
             * Code
             * @example TYO-1
             */
            code: string;
            /**
             * Kind
             * @default warehouse
             * @enum {string}
             */
            kind: "warehouse" | "store" | "supplier" | "virtual";
            /**
             * Name
             * @example Blue mug 300 ml
             */
            name: string;
            /**
             * Time Zone
             * @example Asia/Tokyo
             */
            time_zone: string;
        };
        /** LocationOut */
        LocationOut: {
            /** Active */
            active: boolean;
            /** Allow Backorder */
            allow_backorder: boolean;
            /** Code */
            code: string;
            /** Created At */
            created_at: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "warehouse" | "store" | "supplier" | "virtual";
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * LocationUpdate
         * @description Only the fields that are sent change.
         */
        LocationUpdate: {
            /** Active */
            active?: boolean | null;
            /**
             * Allow Backorder
             * @description Whether more may be sold here than there is.
             */
            allow_backorder?: boolean | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Kind */
            kind?: ("warehouse" | "store" | "supplier" | "virtual") | null;
            /** Name */
            name?: string | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /** LoginRequest */
        LoginRequest: {
            /**
             * Email
             * @example a@shop.jp
             */
            email: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /** LoginResult */
        LoginResult: {
            /** Access Token */
            access_token: string;
            /**
             * Expires In
             * @description Seconds until the token ends.
             */
            expires_in: number;
            /**
             * Token Type
             * @default bearer
             * @constant
             */
            token_type: "bearer";
        };
        /** MeOut */
        MeOut: {
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "admin";
            /** Scopes */
            scopes: string[];
        };
        /**
         * Money
         * @description An exact amount in a currency; the amount is a decimal string.
         */
        Money: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /**
         * Money
         * @description An exact amount in a currency; the amount is a decimal string.
         */
        "Money-Input": {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /**
         * Money
         * @description An exact amount in a currency; the amount is a decimal string.
         */
        "Money-Output": {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /** MovementCreate */
        MovementCreate: {
            /**
             * Expected On Hand
             * @description Apply only if the level still has this balance (compare-and-set).
             */
            expected_on_hand?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "receive" | "sale" | "return" | "adjust" | "damage";
            /**
             * Location
             * @example TYO-1
             */
            location: string;
            /** Occurred At */
            occurred_at?: string | null;
            /**
             * Quantity
             * @description Whole units. Positive; negative only for `adjust`, where the sign is the direction.
             * @example 3
             */
            quantity: number;
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
        };
        /** MovementOut */
        MovementOut: {
            /** Actor */
            actor: string;
            /**
             * Count Id
             * @description The count that had already seen what this line balances.
             */
            count_id?: number | null;
            /**
             * Counted
             * @description For a count: the number on the shelf then.
             */
            counted?: number | null;
            /** Delta On Hand */
            delta_on_hand: number;
            /** Delta Reserved */
            delta_reserved: number;
            /** Hold Id */
            hold_id?: number | null;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "receive" | "sale" | "return" | "adjust" | "damage" | "count" | "transfer_out" | "transfer_in" | "reserve" | "release" | "commit";
            /** Level Id */
            level_id: number;
            /** Location */
            location: string;
            /** Occurred At */
            occurred_at: string;
            /** On Hand After */
            on_hand_after: number;
            /** Reason */
            reason: string | null;
            /** Recorded At */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /** Reserved After */
            reserved_after: number;
            /**
             * Reverses Id
             * @description The movement that this one takes back.
             */
            reverses_id?: number | null;
            /** Sku */
            sku: string;
            /** Transfer Id */
            transfer_id?: number | null;
            /**
             * Version
             * @description The level's version after this movement.
             */
            version: number;
        };
        /** MovementResult */
        MovementResult: {
            absorbed?: components["schemas"]["Absorbed"] | null;
            count?: components["schemas"]["CountExplanation"] | null;
            level: components["schemas"]["StockLevelOut"];
            movement: components["schemas"]["MovementOut"];
        };
        /** MovementReverse */
        MovementReverse: {
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
        };
        /** OkFrame */
        OkFrame: {
            /** Epoch */
            epoch: string;
            /** Head */
            head: number;
            /** Id */
            id: string;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ok";
        };
        /** OutboxStatus */
        OutboxStatus: {
            /** @description From the commit to the number, while this process led. */
            lag: components["schemas"]["LagOut"];
            /** Oldest Seconds */
            oldest_seconds: number | null;
            /**
             * Waiting
             * @description Changes that are committed and not numbered yet.
             */
            waiting: number;
        };
        /** OverviewOut */
        OverviewOut: {
            /** At */
            at: string;
            /**
             * Items
             * @description Active items.
             */
            items: number;
            /**
             * Levels
             * @description Stock levels of active items.
             */
            levels: number;
            /**
             * Locations
             * @description Open locations.
             */
            locations: number;
            /**
             * Low
             * @description Levels at or below their reorder point, but not empty.
             */
            low: number;
            /**
             * Movements Today
             * @description Movements that happened since midnight in `time_zone`.
             */
            movements_today: number;
            /**
             * Open Alerts
             * @description Alerts that nobody has acknowledged.
             */
            open_alerts: number;
            /**
             * Out
             * @description Levels with nothing available.
             */
            out: number;
            /**
             * Stock Value
             * @description Units on hand at their base price, one sum per currency.
             */
            stock_value: components["schemas"]["StockValue"][];
            /** Units On Hand */
            units_on_hand: number;
        };
        /** Page[AlertOut] */
        Page_AlertOut_: {
            /** Items */
            items: components["schemas"]["AlertOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[CategoryOut] */
        Page_CategoryOut_: {
            /** Items */
            items: components["schemas"]["CategoryOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[HoldOut] */
        Page_HoldOut_: {
            /** Items */
            items: components["schemas"]["HoldOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ItemOut] */
        Page_ItemOut_: {
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[LevelAsOf] */
        Page_LevelAsOf_: {
            /** Items */
            items: components["schemas"]["LevelAsOf"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[LocationOut] */
        Page_LocationOut_: {
            /** Items */
            items: components["schemas"]["LocationOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[MovementOut] */
        Page_MovementOut_: {
            /** Items */
            items: components["schemas"]["MovementOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PriceChangeOut] */
        Page_PriceChangeOut_: {
            /** Items */
            items: components["schemas"]["PriceChangeOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PriceOut] */
        Page_PriceOut_: {
            /** Items */
            items: components["schemas"]["PriceOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ReasonOut] */
        Page_ReasonOut_: {
            /** Items */
            items: components["schemas"]["ReasonOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[StockLevelOut] */
        Page_StockLevelOut_: {
            /** Items */
            items: components["schemas"]["StockLevelOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[TransferOut] */
        Page_TransferOut_: {
            /** Items */
            items: components["schemas"]["TransferOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[UserOut] */
        Page_UserOut_: {
            /** Items */
            items: components["schemas"]["UserOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** PingMessage */
        PingMessage: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "ping";
        };
        /** PongFrame */
        PongFrame: {
            /** At */
            at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pong";
        };
        /** PosFrame */
        PosFrame: {
            /** Id */
            id: string;
            /** Seq */
            seq: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pos";
        };
        /** PriceChangeOut */
        PriceChangeOut: {
            /** Actor */
            actor: string;
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /** Before */
            before: string | null;
            /** Change Percent */
            change_percent: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Occurred At */
            occurred_at: string;
            /** Price Id */
            price_id: number;
            /** Price List */
            price_list: string;
            /** Reason */
            reason: string | null;
            /** Recorded At */
            recorded_at: string;
            /** Reference */
            reference: string | null;
            /** Sku */
            sku: string;
            /** Version */
            version: number;
        };
        /**
         * PriceLayer
         * @description One of the prices that the effective price is computed from.
         */
        PriceLayer: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Id */
            id: number;
            /**
             * Kind
             * @default base
             * @constant
             */
            kind: "base";
            /** Since */
            since: string;
            /** Version */
            version: number;
        };
        /**
         * PriceOut
         * @description The base price of an item in one price list and currency.
         */
        PriceOut: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /** Category */
            category: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Name */
            name: string;
            /** Price List */
            price_list: string;
            /** Since */
            since: string;
            /** Sku */
            sku: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** PriceResult */
        PriceResult: {
            /** @description Null when the price was that already. */
            change: components["schemas"]["PriceChangeOut"] | null;
            price: components["schemas"]["PriceOut"];
        };
        /**
         * Problem
         * @description RFC 9457 problem. More members may follow, such as ``current``: the state that refused.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Errors
             * @default []
             */
            errors: components["schemas"]["FieldProblem"][];
            /** Request Id */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** ReasonCreate */
        ReasonCreate: {
            /**
             * Code
             * @example sample
             */
            code: string;
            /**
             * Name
             * @example Given away as a sample
             */
            name: string;
        };
        /** ReasonOut */
        ReasonOut: {
            /** Built In */
            built_in: boolean;
            /** Code */
            code: string;
            /** Name */
            name: string;
        };
        /** ResetFrame */
        ResetFrame: {
            /** Id */
            id: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "epoch" | "expired" | "ahead" | "too_far";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "reset";
        };
        /**
         * RowProblem
         * @description Why a row was refused; the members of a problem document.
         */
        RowProblem: {
            /** Code */
            code: string;
            /** Current */
            current?: {
                [key: string]: unknown;
            } | null;
            /** Detail */
            detail: string;
            /** Title */
            title: string;
        };
        ServerFrame: components["schemas"]["HelloFrame"] | components["schemas"]["OkFrame"] | components["schemas"]["ChangesFrame"] | components["schemas"]["PosFrame"] | components["schemas"]["ResetFrame"] | components["schemas"]["HeartbeatFrame"] | components["schemas"]["PongFrame"] | components["schemas"]["ByeFrame"] | components["schemas"]["ErrorFrame"];
        /**
         * SnapshotOut
         * @description The rows of a channel. Follow the feed from ``seq`` of the *first* page: a change that is in
         *     the rows already comes again, and its version tells.
         */
        SnapshotOut: {
            /** Epoch */
            epoch: string;
            /** Next Cursor */
            next_cursor: string | null;
            /** Rows */
            rows: (components["schemas"]["StockLevelOut"] | components["schemas"]["PriceOut"] | components["schemas"]["AlertOut"])[];
            /** Seq */
            seq: number;
        };
        /**
         * SocketsStatus
         * @description Of the process that answers, since it started.
         */
        SocketsStatus: {
            /**
             * Event Streams
             * @description Readers of `GET /changes/stream`.
             */
            event_streams: number;
            /**
             * Mailbox Bytes
             * @description What waits for slow readers.
             */
            mailbox_bytes: number;
            /** Open */
            open: number;
            /** Resets */
            resets: number;
            /** Resumes */
            resumes: number;
            /** Slow Closes */
            slow_closes: number;
        };
        /**
         * StatusOut
         * @description How the feed is, seen from the process that answers.
         */
        StatusOut: {
            /** At */
            at: string;
            /** Channels */
            channels: components["schemas"]["ChannelStatus"][];
            /** @description Null where another process leads. */
            check: components["schemas"]["CheckStatus"] | null;
            leader: components["schemas"]["LeaderStatus"] | null;
            outbox: components["schemas"]["OutboxStatus"];
            /** Process */
            process: string;
            /**
             * Reasons
             * @description Why it is not `ok`.
             */
            reasons: ("redis_away" | "no_leader" | "outbox_waits" | "behind" | "differences")[];
            /**
             * Redis
             * @enum {string}
             */
            redis: "ok" | "away";
            /**
             * Relay
             * @description Whether changes come by Redis, or are asked for because Redis is silent.
             * @enum {string}
             */
            relay: "pushed" | "polling";
            sockets: components["schemas"]["SocketsStatus"];
            /** Started At */
            started_at: string;
            /**
             * State
             * @description `degraded`: everything arrives, but later than usual.
             * @enum {string}
             */
            state: "ok" | "degraded" | "down";
        };
        /** StockLevelOut */
        StockLevelOut: {
            /**
             * Available
             * @description Units that can be sold: on hand less reserved.
             */
            available: number;
            /** Barcode */
            barcode: string | null;
            /** Category */
            category: string | null;
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Location */
            location: string;
            /** Location Name */
            location_name: string;
            /** Name */
            name: string;
            /**
             * On Hand
             * @description Units on the shelf.
             */
            on_hand: number;
            /**
             * Reorder Point
             * @description An alert opens at or below this many available.
             */
            reorder_point: number | null;
            /**
             * Reserved
             * @description Units promised to somebody.
             */
            reserved: number;
            /** Sku */
            sku: string;
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "low" | "out" | "over";
            /**
             * Target Level
             * @description `over` above this many available.
             */
            target_level: number | null;
            /** Unit */
            unit: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * StockLevelUpdate
         * @description Only the fields that are sent change; null takes a threshold away.
         */
        StockLevelUpdate: {
            /** Expected Version */
            expected_version?: number | null;
            /** Reorder Point */
            reorder_point?: number | null;
            /** Target Level */
            target_level?: number | null;
        };
        /** StockValue */
        StockValue: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
        };
        /**
         * StreamFilter
         * @description Which changes of a channel: those that meet each field that is given, by any of its values.
         *
         *     A change that has no such property passes (an item's new name concerns all of its locations).
         *     SKUs and location codes are compared without regard to case; a category includes those below
         *     it, so ``Kitchen`` is also ``Kitchen/Mugs``.
         */
        StreamFilter: {
            /**
             * Categories
             * @default null
             */
            categories: string[] | null;
            /**
             * Locations
             * @default null
             */
            locations: string[] | null;
            /**
             * Skus
             * @default null
             */
            skus: string[] | null;
            /**
             * Types
             * @default null
             * @example [
             *       "stock.level_changed"
             *     ]
             */
            types: string[] | null;
        };
        /** StreamTicketOut */
        StreamTicketOut: {
            /**
             * Expires In
             * @description Seconds until the ticket ends.
             */
            expires_in: number;
            /**
             * Ticket
             * @description Good for one socket; send it as the first message.
             */
            ticket: string;
        };
        /** SubMessage */
        SubMessage: {
            channel: components["schemas"]["Channel"];
            /**
             * Epoch
             * @default null
             */
            epoch: string | null;
            /** @default null */
            filter: components["schemas"]["StreamFilter"] | null;
            /** Id */
            id: string;
            /**
             * Mode
             * @description `stream` leaves out nothing, and a reader too slow for it is closed (4008); `latest` leaves out what a newer change of the same thing has overtaken.
             * @default stream
             * @enum {string}
             */
            mode: "stream" | "latest";
            /**
             * Since
             * @description Resume behind this seq; without it, from now on.
             * @default null
             */
            since: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "sub";
        };
        /**
         * TransferCreate
         * @description Goods leave one location for another: all lines, or none.
         */
        TransferCreate: {
            /**
             * Arrived
             * @description They have arrived too: nothing is in transit.
             * @default false
             */
            arrived: boolean;
            /**
             * From Location
             * @example TYO-1
             */
            from_location: string;
            /** Lines */
            lines: components["schemas"]["TransferLine"][];
            /**
             * Reason
             * @description A code of `GET /stock/reasons`, or words of your own.
             */
            reason?: string | null;
            /**
             * Reference
             * @description The document that caused it, best as a URI.
             */
            reference?: string | null;
            /**
             * To Location
             * @example OSA-1
             */
            to_location: string;
        };
        /** TransferLine */
        TransferLine: {
            /**
             * Quantity
             * @example 2
             */
            quantity: number;
            /**
             * Sku
             * @example A-17
             */
            sku: string;
        };
        /**
         * TransferLineOut
         * @description ``quantity`` was received, returned, is missing, or is ``in_transit``.
         */
        TransferLineOut: {
            /** In Transit */
            in_transit: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Line */
            line: number;
            /** Missing */
            missing: number;
            /** Quantity */
            quantity: number;
            /** Received */
            received: number;
            /** Returned */
            returned: number;
            /** Sku */
            sku: string;
        };
        /** TransferOut */
        TransferOut: {
            /** Actor */
            actor: string;
            /** Created At */
            created_at: string;
            /** From Location */
            from_location: string;
            /** Id */
            id: number;
            /** Lines */
            lines: components["schemas"]["TransferLineOut"][];
            /** Reason */
            reason: string | null;
            /** Reference */
            reference: string | null;
            /** Settled At */
            settled_at: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "in_transit" | "received" | "cancelled";
            /** To Location */
            to_location: string;
            /** Version */
            version: number;
        };
        /**
         * TransferReceive
         * @description Goods arrive; without ``lines`` all that is in transit.
         */
        TransferReceive: {
            /**
             * Close
             * @description Nothing more will come: the rest is missing.
             * @default false
             */
            close: boolean;
            /** Lines */
            lines?: components["schemas"]["TransferLine"][] | null;
        };
        /** UnsubMessage */
        UnsubMessage: {
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "unsub";
        };
        /** UserCreate */
        UserCreate: {
            /**
             * Email
             * @example a@shop.jp
             */
            email: string;
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Role
             * @default viewer
             * @enum {string}
             */
            role: "viewer" | "admin";
        };
        /** UserOut */
        UserOut: {
            /** Active */
            active: boolean;
            /** Created At */
            created_at: string;
            /** Email */
            email: string;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "admin";
            /** Version */
            version: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_alerts_api_v1_alerts_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description May be repeated. */
                state?: ("open" | "acknowledged" | "resolved")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AlertOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acknowledge_alert_api_v1_alerts__alert_id__acknowledge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alert_resolved` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login_api_v1_auth_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResult"];
                };
            };
            /** @description `wrong_credentials` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout_api_v1_auth_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `session_ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me_api_v1_auth_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description `session_ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_stream_ticket_api_v1_auth_stream_ticket_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamTicketOut"];
                };
            };
            /** @description `session_ended` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_categories_api_v1_categories_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CategoryOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_changes_api_v1_changes_get: {
        parameters: {
            query: {
                category?: string[] | null;
                /** @description Which of the three feeds. */
                channel: components["schemas"]["Channel"];
                /** @description The epoch that `since` belongs to. */
                epoch?: string | null;
                /** @description Changes to read. */
                limit?: number;
                location?: string[] | null;
                /** @description Changes behind this seq. */
                since?: number;
                sku?: string[] | null;
                type?: string[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `position_lost` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stream_changes_api_v1_changes_stream_get: {
        parameters: {
            query: {
                category?: string[] | null;
                /** @description Which of the three feeds. */
                channel: components["schemas"]["Channel"];
                /** @description The epoch that `since` belongs to. */
                epoch?: string | null;
                location?: string[] | null;
                /** @description As for sockets. */
                mode?: "stream" | "latest";
                /** @description Resume behind this seq; without it, from now on. */
                since?: number | null;
                sku?: string[] | null;
                type?: string[] | null;
            };
            header?: {
                /** @description Where a reader left off; it goes before `epoch` and `since`. */
                "Last-Event-ID"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_items_api_v1_items_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                q?: string | null;
                sku?: string | null;
                status?: ("active" | "archived") | null;
                tag?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ItemOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_item_api_v1_items_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sku_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_api_v1_items__item_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_item_api_v1_items__item_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    archive_item_api_v1_items__item_id__archive_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_by_sku_api_v1_items_by_sku__sku__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sku: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_locations_api_v1_locations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LocationOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_location_api_v1_locations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_code_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_location_api_v1_locations__location_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                location_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `location_oversold` · `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_overview_api_v1_overview_get: {
        parameters: {
            query?: {
                /** @description Where today begins at midnight. */
                time_zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_prices_api_v1_prices_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description May be repeated. */
                item_id?: number[];
                /** @description Rows per page. */
                limit?: number;
                q?: string | null;
                sku?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PriceOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_item_price_api_v1_prices__item_id__get: {
        parameters: {
            query?: {
                currency?: string | null;
                price_list?: "default";
            };
            header?: never;
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemPriceOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_base_price_api_v1_prices__item_id__base_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BasePriceSet"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_archived` · `stale_version` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_price_history_api_v1_prices__item_id__history_get: {
        parameters: {
            query?: {
                currency?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                price_list?: "default";
            };
            header?: never;
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PriceChangeOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_price_changes_api_v1_prices_changes_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description At least this large, up or down. */
                min_percent?: number | string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PriceChangeOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_snapshot_api_v1_snapshot_get: {
        parameters: {
            query: {
                /** @description Which of the three feeds. */
                channel: components["schemas"]["Channel"];
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_status_api_v1_status_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_levels_as_of_api_v1_stock_as_of_get: {
        parameters: {
            query: {
                /** @description RFC 3339, with its offset. */
                at: string;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                item_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                sku?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LevelAsOf_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_count_api_v1_stock_counts_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock` · `stale_version` · `balance_out_of_bounds` · `item_archived` · `location_inactive` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_holds_api_v1_stock_holds_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                level_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                reference?: string | null;
                sku?: string | null;
                state?: ("held" | "committed" | "released" | "expired") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_HoldOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hold_api_v1_stock_holds_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock` · `balance_out_of_bounds` · `item_archived` · `location_inactive` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hold_api_v1_stock_holds__hold_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commit_api_v1_stock_holds__hold_id__commit_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path: {
                hold_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HoldCommit"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_settled` · `hold_expired` · `hold_exceeded` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    extend_api_v1_stock_holds__hold_id__extend_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path: {
                hold_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldExtend"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_settled` · `hold_expired` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release_api_v1_stock_holds__hold_id__release_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path: {
                hold_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["HoldRelease"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `hold_settled` · `hold_expired` · `hold_exceeded` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_levels_api_v1_stock_levels_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                item_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                q?: string | null;
                sku?: string | null;
                /** @description Sort key; `-` in front turns the order round. */
                sort?: "sku" | "-sku" | "name" | "-name" | "location" | "-location" | "available" | "-available" | "on_hand" | "-on_hand" | "updated_at" | "-updated_at";
                status?: ("ok" | "low" | "out" | "over") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StockLevelOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_level_api_v1_stock_levels__level_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                level_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevelOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `level_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_thresholds_api_v1_stock_levels__level_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                level_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockLevelUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLevelOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `level_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explain_level_api_v1_stock_levels__level_id__explanation_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                level_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LevelExplanation"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `level_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_movements_api_v1_stock_movements_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                item_id?: number | null;
                kind?: ("receive" | "sale" | "return" | "adjust" | "damage" | "count" | "transfer_out" | "transfer_in" | "reserve" | "release" | "commit") | null;
                level_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                sku?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MovementOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_movement_api_v1_stock_movements_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MovementCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock` · `stale_version` · `balance_out_of_bounds` · `item_archived` · `location_inactive` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_failed` */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reverse_movement_api_v1_stock_movements__movement_id__reverse_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path: {
                movement_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MovementReverse"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovementResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `movement_not_found` · `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_reversible` · `already_reversed` · `insufficient_stock` · `stale_version` · `balance_out_of_bounds` · `item_archived` · `location_inactive` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    record_batch_api_v1_stock_movements_batch_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResult"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock` · `stale_version` · `balance_out_of_bounds` · `item_archived` · `location_inactive` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_many_requests` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unavailable` */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_reasons_api_v1_stock_reasons_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReasonOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_reason_api_v1_stock_reasons_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReasonOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `reason_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_transfers_api_v1_stock_transfers_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                sku?: string | null;
                state?: ("in_transit" | "received" | "cancelled") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TransferOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_api_v1_stock_transfers_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_not_found` · `location_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `insufficient_stock` · `item_archived` · `location_inactive` · `balance_out_of_bounds` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_transfer_api_v1_stock_transfers__transfer_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transfer_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_api_v1_stock_transfers__transfer_id__cancel_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path: {
                transfer_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_settled` · `item_archived` · `location_inactive` · `balance_out_of_bounds` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receive_api_v1_stock_transfers__transfer_id__receive_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. */
                "idempotency-key"?: string | null;
            };
            path: {
                transfer_id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TransferReceive"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferOut"];
                };
            };
            /** @description `idempotency_key_required` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transfer_settled` · `transfer_exceeded` · `item_archived` · `location_inactive` · `balance_out_of_bounds` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_reused` · `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_users_api_v1_users_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UserOut_"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_user_api_v1_users_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description `unauthenticated` */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `forbidden` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `email_taken` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live_health_live_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    ready_health_ready_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
}
