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
         *
         *     After several failures from one network or for one account, further attempts have to wait, for
         *     a minute at most: `Retry-After` says how long.
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
         * @description Items by SKU, A2 before A10; `q` looks into SKU, name and barcode in any case, width and
         *     kana.
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
         * @description Take an item out of use; its history stays. Refused while something is open for it: `open`
         *     has the stock, holds, transfers, price proposals and sales that have to end first.
         */
        post: operations["archive_item_api_v1_items__item_id__archive_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/items/{item_id}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unarchive Item
         * @description Take an archived item into use again.
         */
        post: operations["unarchive_item_api_v1_items__item_id__unarchive_post"];
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
         * @description The item with this SKU; case, width and look-alike characters make no difference.
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
    "/api/v1/locations/{location_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close Location
         * @description Take a location out of use. Refused while something is open there: `open` has the stock,
         *     holds and transfers that have to end first.
         */
        post: operations["close_location_api_v1_locations__location_id__close_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations/{location_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reopen Location
         * @description Take a closed location into use again.
         */
        post: operations["reopen_location_api_v1_locations__location_id__reopen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/price-approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Proposals
         * @description Proposals, the newest first.
         */
        get: operations["list_proposals_api_v1_price_approvals_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-approvals/{proposal_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Proposal
         * @description What would change, what lies behind it, and what became of it.
         */
        get: operations["get_proposal_api_v1_price_approvals__proposal_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-approvals/{proposal_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve
         * @description Let it through, if the prices are still what they were when it was proposed.
         */
        post: operations["approve_api_v1_price_approvals__proposal_id__approve_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-approvals/{proposal_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject
         * @description Say no, and why; nothing changes.
         */
        post: operations["reject_api_v1_price_approvals__proposal_id__reject_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-approvals/{proposal_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description Take back what one proposed oneself.
         */
        post: operations["withdraw_api_v1_price_approvals__proposal_id__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-approvals/approvers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Other Approvers
         * @description How many others may approve; where there is nobody, one person confirms alone.
         */
        get: operations["count_other_approvers_api_v1_price_approvals_approvers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-bulks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Bulks
         * @description Changes of many prices, the newest first.
         */
        get: operations["list_bulks_api_v1_price_bulks_get"];
        put?: never;
        /**
         * Preview Bulk
         * @description Begin a preview: what would each price be? Nothing changes yet.
         */
        post: operations["preview_bulk_api_v1_price_bulks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-bulks/{bulk_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Bulk
         * @description How far a change of many prices is, and what it does in sum.
         */
        get: operations["get_bulk_api_v1_price_bulks__bulk_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-bulks/{bulk_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply Bulk
         * @description Set the prices that are still what the preview saw, or propose them where a rule asks.
         */
        post: operations["apply_bulk_api_v1_price_bulks__bulk_id__apply_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-bulks/{bulk_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discard Bulk
         * @description Close a preview that shall not be applied.
         */
        post: operations["discard_bulk_api_v1_price_bulks__bulk_id__discard_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-bulks/{bulk_id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Bulk Rows
         * @description The rows of the preview, and what became of each.
         */
        get: operations["list_bulk_rows_api_v1_price_bulks__bulk_id__rows_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-bulks/{bulk_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Bulk
         * @description Set every price back that nobody changed since.
         */
        post: operations["undo_bulk_api_v1_price_bulks__bulk_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-guards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Guards
         * @description Guards, the widest first.
         */
        get: operations["list_guards_api_v1_price_guards_get"];
        put?: never;
        /**
         * Create Guard
         * @description Add a guard; from the commit on, every price passes it.
         */
        post: operations["create_guard_api_v1_price_guards_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-guards/{guard_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Guard
         * @description A guard, with its version as the ETag.
         */
        get: operations["get_guard_api_v1_price_guards__guard_id__get"];
        /**
         * Replace Guard
         * @description Write a guard anew, as a whole; the prices that it covers are checked again.
         *
         *     A change that allows more than before waits for the approval of a second person, where there
         *     is one (202 with the proposal).
         */
        put: operations["replace_guard_api_v1_price_guards__guard_id__put"];
        post?: never;
        /**
         * Remove Guard
         * @description Take a guard away; what it said before stays in the timelines.
         *
         *     It waits for the approval of a second person, where there is one (202 with the proposal).
         */
        delete: operations["remove_guard_api_v1_price_guards__guard_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-guards/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Guard
         * @description What the guard would have caught in the last days, and which prices break it now.
         */
        post: operations["preview_guard_api_v1_price_guards_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Price Lists
         * @description Price lists by their code.
         */
        get: operations["list_price_lists_api_v1_price_lists_get"];
        put?: never;
        /**
         * Create Price List
         * @description Add a list; with a parent it has a price for every item that the parent has one for.
         */
        post: operations["create_price_list_api_v1_price_lists_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/price-lists/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Price List
         * @description A list, its rule, and how many prices it has.
         */
        get: operations["get_price_list_api_v1_price_lists__code__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit Price List
         * @description Change a list; a new rule changes the prices that come from the parent, all or none.
         */
        patch: operations["edit_price_list_api_v1_price_lists__code__patch"];
        trace?: never;
    };
    "/api/v1/price-lists/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Resolve Price List
         * @description The list that speaks most closely about a buyer; `default` when none does.
         */
        get: operations["resolve_price_list_api_v1_price_lists_resolve_get"];
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
         * @description Prices in force, by SKU.
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
         * @description The price of an item, why it is that price, and what the guard allows.
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
        /**
         * Take Base Price Away
         * @description Take the price of this list away: the one that comes from its parent holds again.
         */
        delete: operations["take_base_price_away_api_v1_prices__item_id__base_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Evidence
         * @description The price before the reduction, the percentage, and the stretches they rest on.
         */
        get: operations["get_evidence_api_v1_prices__item_id__evidence_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/evidence.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Evidence
         * @description The same as a file to keep: UTF-8 with a mark, one line a stretch.
         */
        get: operations["export_evidence_api_v1_prices__item_id__evidence_csv_get"];
        put?: never;
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
    "/api/v1/prices/{item_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revert Price
         * @description Set the base price to what an earlier step says, as a new change through the guard.
         */
        post: operations["revert_price_api_v1_prices__item_id__revert_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/{item_id}/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Sale
         * @description Put a sale over the price; it starts and ends by itself, to the second.
         */
        post: operations["create_sale_api_v1_prices__item_id__sales_post"];
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
         * @description Changes of effective prices of all items, newest first.
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
    "/api/v1/prices/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Price
         * @description What setting a base price would do, and what the guard would say; nothing changes.
         */
        post: operations["preview_price_api_v1_prices_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sales
         * @description Sales by their start, the earliest first; removed ones only when asked for.
         */
        get: operations["list_sales_api_v1_prices_sales_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prices/sales/{sale_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Sale
         * @description A sale beside the price that it lies over, as of now.
         */
        get: operations["get_sale_api_v1_prices_sales__sale_id__get"];
        put?: never;
        post?: never;
        /**
         * Remove Sale
         * @description Take a sale away; the timeline keeps what it did.
         */
        delete: operations["remove_sale_api_v1_prices_sales__sale_id__delete"];
        options?: never;
        head?: never;
        /**
         * Edit Sale
         * @description Change a sale that is not over; a suspended one is looked at anew.
         */
        patch: operations["edit_sale_api_v1_prices_sales__sale_id__patch"];
        trace?: never;
    };
    "/api/v1/prices/sales/{sale_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End Sale
         * @description End a sale now: the price is what the other layers make it.
         */
        post: operations["end_sale_api_v1_prices_sales__sale_id__end_post"];
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
         *
         *     A row says where it contradicts itself: `is_incomplete` marks a balance below zero at a
         *     location that allows no backorders.
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
         * @description Stock per item and location; `q` looks into SKU, name and barcode. Items that never moved
         *     have no level; a search lists them as `unstocked`.
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
            /**
             * Opened Threshold
             * @description The reorder point when the alert opened.
             */
            opened_threshold: number;
            /**
             * Opened Value
             * @description What was available when the alert opened.
             */
            opened_value: number;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Resolved Because
             * @description Null while it is not resolved, and for alerts of before this was kept.
             */
            resolved_because: ("recovered" | "threshold_removed" | "item_archived" | "location_closed") | null;
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
             * @description The reorder point at that change.
             */
            threshold: number;
            /**
             * Value
             * @description What the last change of the level left available.
             */
            value: number;
            /** Version */
            version: number;
        };
        /** Approval */
        Approval: {
            /**
             * Confirm Alone
             * @description Approve what you proposed yourself, where nobody else may approve. It needs a reason, and is recorded as confirmed alone.
             * @default false
             */
            confirm_alone: boolean;
            /** Reason */
            reason?: string | null;
        };
        /**
         * ApproversOut
         * @description Who besides the caller may approve.
         */
        ApproversOut: {
            /**
             * Others
             * @description Active accounts; with 0 of them one confirms alone.
             */
            others: number;
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
             * Override Reason
             * @description Why a price that the guard blocks is meant: it then waits for the approval of somebody else instead of being refused.
             */
            override_reason?: string | null;
            /**
             * Price List
             * @description Of a price list
             * @default default
             * @example default
             */
            price_list: string;
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
        /** Breaking */
        Breaking: {
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
            price: components["schemas"]["PriceOut"];
        };
        /** BulkApply */
        BulkApply: {
            /** Expected Version */
            expected_version?: number | null;
            /**
             * Override Reason
             * @description Why a price that the guard blocks is meant: it then waits for the approval of somebody else instead of being refused.
             */
            override_reason?: string | null;
        };
        /** BulkCreate */
        BulkCreate: {
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * @default {
             *       "skus": []
             *     }
             */
            filter: components["schemas"]["PriceFilter"];
            /** Name */
            name?: string | null;
            /**
             * Price List
             * @description Of a price list
             * @default default
             * @example default
             */
            price_list: string;
            /** Reason */
            reason: string;
            rounding?: components["schemas"]["Rounding"] | null;
            rule: components["schemas"]["PriceRule"];
        };
        /**
         * BulkFace
         * @description How far a change of many prices is.
         */
        BulkFace: {
            /** Actor */
            actor: string;
            /** Applied */
            applied: number;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Done
             * @description Rows that the running step has behind it.
             */
            done: number;
            /** Id */
            id: number;
            /**
             * Kept
             * @description Left by the undo, since somebody changed them after it.
             */
            kept: number;
            /** Name */
            name: string | null;
            /** Price List */
            price_list: string;
            /**
             * Problem
             * @description Why it failed.
             */
            problem: string | null;
            /** Proposal Id */
            proposal_id: number | null;
            /**
             * Skipped
             * @description Changed or archived since the preview, or blocked.
             */
            skipped: number;
            /**
             * State
             * @enum {string}
             */
            state: "previewing" | "ready" | "proposed" | "applying" | "applied" | "undoing" | "undone" | "discarded" | "failed";
            /** Total */
            total: number;
            /** Undone */
            undone: number;
            /** Version */
            version: number;
        };
        /**
         * BulkOut
         * @description A change of many prices, from its preview to its undoing.
         */
        BulkOut: {
            /** Actor */
            actor: string;
            /** Applied */
            applied: number;
            /** Created At */
            created_at: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Done
             * @description Rows that the running step has behind it.
             */
            done: number;
            filter: components["schemas"]["PriceFilter"];
            /** Id */
            id: number;
            /**
             * Kept
             * @description Left by the undo, since somebody changed them after it.
             */
            kept: number;
            /** Name */
            name: string | null;
            /** Price List */
            price_list: string;
            /**
             * Problem
             * @description Why it failed.
             */
            problem: string | null;
            /** Proposal Id */
            proposal_id: number | null;
            /** Reason */
            reason: string;
            rounding: components["schemas"]["Rounding"] | null;
            rule: components["schemas"]["PriceRule"];
            /**
             * Skipped
             * @description Changed or archived since the preview, or blocked.
             */
            skipped: number;
            /**
             * State
             * @enum {string}
             */
            state: "previewing" | "ready" | "proposed" | "applying" | "applied" | "undoing" | "undone" | "discarded" | "failed";
            /** Total */
            total: number;
            /** @description Null while the preview is made. */
            totals: components["schemas"]["BulkTotals"] | null;
            /** Undone */
            undone: number;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
            /**
             * Worst
             * @description Ten rows that move most, those with hits first.
             */
            worst: components["schemas"]["BulkRow"][];
        };
        /**
         * BulkRow
         * @description One price: before, after, and what the guard says.
         */
        BulkRow: {
            /** Change Percent */
            change_percent: string | null;
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /**
             * Margin Percent
             * @description After; needs `cost:read`.
             */
            margin_percent: string | null;
            /**
             * New
             * @example 1980
             */
            new: string;
            /**
             * Old
             * @example 1980
             */
            old: string;
            /** Ordinal */
            ordinal: number;
            /** Sku */
            sku: string;
            /**
             * State
             * @enum {string}
             */
            state: "ready" | "unchanged" | "blocked" | "applied" | "changed_since" | "archived" | "undone" | "kept";
            /** Units On Hand */
            units_on_hand: number;
        };
        /** BulkTotals */
        BulkTotals: {
            /** Blocked */
            blocked: number;
            /**
             * Items
             * @description Prices that the filter chose.
             */
            items: number;
            /** Lowered */
            lowered: number;
            /** Margin Percent After */
            margin_percent_after: string | null;
            /**
             * Margin Percent Before
             * @description Needs `cost:read`.
             */
            margin_percent_before: string | null;
            /** Needs Approval */
            needs_approval: number;
            /** Raised */
            raised: number;
            /** Unchanged */
            unchanged: number;
            /**
             * Value After
             * @example 1980
             */
            value_after: string;
            /**
             * Value Before
             * @description Prices times units on hand.
             * @example 1980
             */
            value_before: string;
            /** Warned */
            warned: number;
        };
        /** BulkUndo */
        BulkUndo: {
            /** Reason */
            reason: string;
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
        /** Caught */
        Caught: {
            change: components["schemas"]["PriceChangeOut"];
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
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
        /** Decision */
        Decision: {
            /** Reason */
            reason?: string | null;
        };
        /** DecisionOut */
        DecisionOut: {
            /**
             * Prices
             * @description What changed with it; at most 20.
             */
            prices: components["schemas"]["PriceOut"][];
            proposal: components["schemas"]["ProposalOut"];
        };
        /** EffectivePrice */
        EffectivePrice: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /** At */
            at: string;
            /**
             * Because
             * @description Which layer makes it.
             * @enum {string}
             */
            because: "base" | "inherited" | "sale";
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Price List */
            price_list: string;
            /** Quantity */
            quantity: number;
            /** Sale Id */
            sale_id?: number | null;
            /**
             * Trail
             * @description How the amount came about, step by step.
             */
            trail: components["schemas"]["TrailStep"][];
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
         * EvidenceOut
         * @description Evidence, not legal advice: a prior price, and the stretches that it rests on.
         */
        EvidenceOut: {
            /** Computed At */
            computed_at: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Holds
             * @description Whether an announcement of a reduction rests on this price.
             */
            holds: boolean;
            /**
             * Intervals
             * @description All of the window, the oldest first.
             */
            intervals: components["schemas"]["PriceInterval"][];
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /**
             * Law
             * @enum {string}
             */
            law: "eu" | "jp";
            /**
             * On Sale Since
             * @description The first price of the timeline; null if that came after the reduction.
             */
            on_sale_since: string | null;
            /** Price List */
            price_list: string;
            /**
             * Prior
             * @description What may be shown as the earlier price; null: none.
             */
            prior: string | null;
            /**
             * Reasons
             * @description Why it does not hold (`no_reduction`, `no_price_before`, `not_lower`, `no_majority`, `less_than_two_weeks`, `too_long_ago`, `too_many_steps`), and what is special (`new_item`, `carried_forward`, `progressive`, `recorded_later`, `still_open`).
             */
            reasons: ("no_reduction" | "no_price_before" | "not_lower" | "no_majority" | "less_than_two_weeks" | "too_long_ago" | "too_many_steps" | "new_item" | "carried_forward" | "progressive" | "recorded_later" | "still_open")[];
            /**
             * Reduced
             * @description The price from then on, by plan if that lies ahead; null: no reduction.
             */
            reduced: string | null;
            /**
             * Reduction Percent
             * @description Of the prior price, rounded down to 0.01; null where it does not hold.
             */
            reduction_percent: string | null;
            /** Reduction Starts At */
            reduction_starts_at: string;
            /** Sku */
            sku: string;
            /**
             * Time Zone
             * @description Of the price list; its calendar counts the days.
             */
            time_zone: string;
            /**
             * Window Ends At
             * @description Not part of the window.
             */
            window_ends_at: string;
            /** Window Starts At */
            window_starts_at: string;
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
        /**
         * GuardChange
         * @description A change that makes a guard allow more.
         */
        GuardChange: {
            /** Fields */
            fields: components["schemas"]["GuardFieldChange"][];
            /** Guard Id */
            guard_id: number;
            /** Guard Name */
            guard_name: string;
            /** Removed */
            removed: boolean;
        };
        /** GuardCreate */
        GuardCreate: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Category
             * @description With everything below it.
             */
            category?: string | null;
            /** Ceiling */
            ceiling?: string | null;
            /**
             * Currency
             * @description Of floor and ceiling; needed with them.
             */
            currency?: string | null;
            /** Floor */
            floor?: string | null;
            /** Item Id */
            item_id?: number | null;
            /**
             * Max Decrease Percent
             * @description Largest step down.
             */
            max_decrease_percent?: string | null;
            /**
             * Max Increase Percent
             * @description Largest step up.
             */
            max_increase_percent?: string | null;
            /**
             * Min Margin Percent
             * @description Over cost, of the price.
             */
            min_margin_percent?: string | null;
            /**
             * Mode
             * @default approve
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /** Name */
            name: string;
            /** Price List */
            price_list?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Refuse Scale
             * @description 5 times the old price or more, or a fifth of it or less.
             */
            refuse_scale?: boolean | null;
            /** Refuse Zero */
            refuse_zero?: boolean | null;
            /**
             * Window Hours
             * @description Steps are measured from the price now and from those of so many hours: a step down from the highest base price in them, a step up from the lowest.
             * @default 24
             */
            window_hours: number;
        };
        /**
         * GuardFace
         * @description A guard as the feed tells it: without the smallest margin, which would tell the cost.
         */
        GuardFace: {
            /** Active */
            active: boolean;
            /** Category */
            category: string | null;
            /** Ceiling */
            ceiling: string | null;
            /** Created At */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Floor */
            floor: string | null;
            /** Id */
            id: number;
            /**
             * Is Default
             * @description The guard that a shop has from the beginning.
             */
            is_default: boolean;
            /** Item Id */
            item_id: number | null;
            /** Max Decrease Percent */
            max_decrease_percent: string | null;
            /** Max Increase Percent */
            max_increase_percent: string | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /** Name */
            name: string;
            /** Price List */
            price_list: string | null;
            /** Reason */
            reason: string | null;
            /** Refuse Scale */
            refuse_scale: boolean | null;
            /** Refuse Zero */
            refuse_zero: boolean | null;
            /**
             * Removed At
             * @description Since when it says nothing any more.
             */
            removed_at: string | null;
            /** Sku */
            sku: string | null;
            /** Updated At */
            updated_at: string;
            /** Updated By */
            updated_by: string;
            /** Version */
            version: number;
            /** Window Hours */
            window_hours: number;
        };
        /**
         * GuardFieldChange
         * @description A field of a guard before and after; null for the margin, which would tell the cost.
         */
        GuardFieldChange: {
            /** After */
            after: string | null;
            /** Before */
            before: string | null;
            /** Field */
            field: string;
        };
        /**
         * GuardHit
         * @description A rule of a guard that a price breaks.
         */
        GuardHit: {
            /**
             * Amount
             * @description The price that breaks it.
             * @example 1980
             */
            amount: string;
            /** Guard Id */
            guard_id: number;
            /** Guard Name */
            guard_name: string;
            /**
             * Limit
             * @description What the rule allows: an amount, or percent; null for the margin.
             */
            limit: string | null;
            /**
             * Measured From
             * @description Of a step: the price that it is measured from. For a step down the highest base price in the window of the guard, for a step up the lowest.
             */
            measured_from?: string | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /** Price List */
            price_list: string;
            /**
             * Rule
             * @enum {string}
             */
            rule: "max_increase" | "max_decrease" | "floor" | "ceiling" | "margin" | "zero" | "scale";
            /**
             * Value
             * @description What it would be; null for the margin, which would tell the cost.
             */
            value: string | null;
        };
        /**
         * GuardLimit
         * @description What is allowed for this price, and by which guard.
         */
        GuardLimit: {
            /** Guard Id */
            guard_id: number;
            /** Guard Name */
            guard_name: string;
            /** Limit */
            limit: string | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /**
             * Rule
             * @enum {string}
             */
            rule: "max_increase" | "max_decrease" | "floor" | "ceiling" | "margin" | "zero" | "scale";
        };
        /** GuardOut */
        GuardOut: {
            /** Active */
            active: boolean;
            /** Category */
            category: string | null;
            /** Ceiling */
            ceiling: string | null;
            /** Created At */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Floor */
            floor: string | null;
            /** Id */
            id: number;
            /**
             * Is Default
             * @description The guard that a shop has from the beginning.
             */
            is_default: boolean;
            /** Item Id */
            item_id: number | null;
            /** Max Decrease Percent */
            max_decrease_percent: string | null;
            /** Max Increase Percent */
            max_increase_percent: string | null;
            /** Min Margin Percent */
            min_margin_percent: string | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /** Name */
            name: string;
            /** Price List */
            price_list: string | null;
            /** Reason */
            reason: string | null;
            /** Refuse Scale */
            refuse_scale: boolean | null;
            /** Refuse Zero */
            refuse_zero: boolean | null;
            /** Sku */
            sku: string | null;
            /** Updated At */
            updated_at: string;
            /** Updated By */
            updated_by: string;
            /** Version */
            version: number;
            /** Window Hours */
            window_hours: number;
        };
        /**
         * GuardPreview
         * @description What the guard would have caught, and what breaks it as it stands.
         */
        GuardPreview: {
            /**
             * Breaking
             * @description At most 50 prices that break it now.
             */
            breaking: components["schemas"]["Breaking"][];
            /** Breaking Total */
            breaking_total: number;
            /** By Rule */
            by_rule: {
                [key: string]: number;
            };
            /**
             * Caught
             * @description The newest 50.
             */
            caught: components["schemas"]["Caught"][];
            /** Caught Total */
            caught_total: number;
            /**
             * Changes
             * @description Price changes of those days that it speaks about.
             */
            changes: number;
            /**
             * Prices
             * @description Prices that it speaks about.
             */
            prices: number;
        };
        /** GuardPreviewRequest */
        GuardPreviewRequest: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Category
             * @description With everything below it.
             */
            category?: string | null;
            /** Ceiling */
            ceiling?: string | null;
            /**
             * Currency
             * @description Of floor and ceiling; needed with them.
             */
            currency?: string | null;
            /**
             * Days
             * @default 30
             */
            days: number;
            /** Floor */
            floor?: string | null;
            /** Item Id */
            item_id?: number | null;
            /**
             * Max Decrease Percent
             * @description Largest step down.
             */
            max_decrease_percent?: string | null;
            /**
             * Max Increase Percent
             * @description Largest step up.
             */
            max_increase_percent?: string | null;
            /**
             * Min Margin Percent
             * @description Over cost, of the price.
             */
            min_margin_percent?: string | null;
            /**
             * Mode
             * @default approve
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /** Name */
            name: string;
            /** Price List */
            price_list?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Refuse Scale
             * @description 5 times the old price or more, or a fifth of it or less.
             */
            refuse_scale?: boolean | null;
            /** Refuse Zero */
            refuse_zero?: boolean | null;
            /**
             * Replaces
             * @description The guard it stands for.
             */
            replaces?: number | null;
            /**
             * Window Hours
             * @description Steps are measured from the price now and from those of so many hours: a step down from the highest base price in them, a step up from the lowest.
             * @default 24
             */
            window_hours: number;
        };
        /**
         * GuardUpdate
         * @description The whole guard anew, as the editor shows it.
         */
        GuardUpdate: {
            /**
             * Active
             * @default true
             */
            active: boolean;
            /**
             * Category
             * @description With everything below it.
             */
            category?: string | null;
            /** Ceiling */
            ceiling?: string | null;
            /**
             * Currency
             * @description Of floor and ceiling; needed with them.
             */
            currency?: string | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Floor */
            floor?: string | null;
            /** Item Id */
            item_id?: number | null;
            /**
             * Max Decrease Percent
             * @description Largest step down.
             */
            max_decrease_percent?: string | null;
            /**
             * Max Increase Percent
             * @description Largest step up.
             */
            max_increase_percent?: string | null;
            /**
             * Min Margin Percent
             * @description Over cost, of the price.
             */
            min_margin_percent?: string | null;
            /**
             * Mode
             * @default approve
             * @enum {string}
             */
            mode: "warn" | "approve" | "block";
            /** Name */
            name: string;
            /** Price List */
            price_list?: string | null;
            /** Reason */
            reason?: string | null;
            /**
             * Refuse Scale
             * @description 5 times the old price or more, or a fifth of it or less.
             */
            refuse_scale?: boolean | null;
            /** Refuse Zero */
            refuse_zero?: boolean | null;
            /**
             * Window Hours
             * @description Steps are measured from the price now and from those of so many hours: a step down from the highest base price in them, a step up from the lowest.
             * @default 24
             */
            window_hours: number;
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
        /**
         * Impact
         * @description What a proposal would do. Values are prices times units on hand, in one currency.
         */
        Impact: {
            /** Items */
            items: number;
            /** Margin Percent After */
            margin_percent_after: string | null;
            /**
             * Margin Percent Before
             * @description Needs `cost:read`.
             */
            margin_percent_before: string | null;
            /** Units On Hand */
            units_on_hand: number;
            /** Value After */
            value_after: string | null;
            /** Value Before */
            value_before: string | null;
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
            /** @description Null without the permission `cost:read`. */
            cost: components["schemas"]["Money-Output"] | null;
            /** @description Null while no price is set. */
            effective: components["schemas"]["EffectivePrice"] | null;
            /**
             * Guard
             * @description That of the margin needs `cost:read`.
             */
            guard: components["schemas"]["GuardLimit"][];
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
            /**
             * Inherited
             * @description The base price that would come from the parent list; null without one.
             */
            inherited: string | null;
            /** Item Id */
            item_id: number;
            /** Layers */
            layers: components["schemas"]["PriceLayer"][];
            /** Margin Percent */
            margin_percent: string | null;
            /** Name */
            name: string;
            /** Price List */
            price_list: string;
            /**
             * Prices
             * @description Of this item in all lists and currencies.
             */
            prices: components["schemas"]["PriceOut"][];
            /** Sku */
            sku: string;
            /**
             * Version
             * @description Version of the price; 0 when there is none.
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
        /** LastChange */
        LastChange: {
            /** Actor */
            actor: string;
            /** Before */
            before: string | null;
            /** Change Percent */
            change_percent: string | null;
            /** Occurred At */
            occurred_at: string;
            /** Significance */
            significance: ("minor" | "significant" | "major") | null;
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
            /**
             * Incomplete Reason
             * @description `negative_without_backorders`: the balance is below zero, and the location allows no backorders. A receipt or a count of an earlier time is missing, or was recorded for a later one. Null where nothing contradicts the figure.
             */
            incomplete_reason: "negative_without_backorders" | null;
            /**
             * Is Incomplete
             * @description Whether movements of that time must be missing; see `incomplete_reason`.
             */
            is_incomplete: boolean;
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
        /** LevelPage */
        LevelPage: {
            /** Items */
            items: components["schemas"]["StockLevelOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
            /**
             * Unstocked
             * @description On the first page of a search (`q`, `sku` or `category`): up to 20 active items without a level (at the location, if one is given). They have 0.
             * @default []
             */
            unstocked: components["schemas"]["UnstockedItem"][];
        };
        /**
         * ListRule
         * @description How a price comes from the parent's base price: by percent, or by a fixed amount.
         */
        ListRule: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "percent" | "fixed";
            /**
             * Value
             * @description `-10` with `percent` is ten percent less, with `fixed` ten of the currency.
             * @example -12.50
             */
            value: string;
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
            role: "viewer" | "operator" | "pricer" | "approver" | "admin";
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
        /** Page[BulkOut] */
        Page_BulkOut_: {
            /** Items */
            items: components["schemas"]["BulkOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[BulkRow] */
        Page_BulkRow_: {
            /** Items */
            items: components["schemas"]["BulkRow"][];
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
        /** Page[GuardOut] */
        Page_GuardOut_: {
            /** Items */
            items: components["schemas"]["GuardOut"][];
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
        /** Page[PriceListOut] */
        Page_PriceListOut_: {
            /** Items */
            items: components["schemas"]["PriceListOut"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PriceRow] */
        Page_PriceRow_: {
            /** Items */
            items: components["schemas"]["PriceRow"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[ProposalOut] */
        Page_ProposalOut_: {
            /** Items */
            items: components["schemas"]["ProposalOut"][];
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
        /** Page[SaleOut] */
        Page_SaleOut_: {
            /** Items */
            items: components["schemas"]["SaleOut"][];
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
        /**
         * PriceChangeOut
         * @description One step of the timeline of an effective price.
         */
        PriceChangeOut: {
            /** Actor */
            actor: string;
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /** Approved By */
            approved_by: string | null;
            /**
             * Base
             * @example 1980
             */
            base: string;
            /**
             * Because
             * @enum {string}
             */
            because: "base" | "inherited" | "sale";
            /** Before */
            before: string | null;
            /**
             * Cause
             * @enum {string}
             */
            cause: "base_price" | "sale_started" | "sale_ended" | "sale_edited" | "list_edited" | "import" | "bulk" | "bulk_undo" | "revert";
            /** Change Percent */
            change_percent: string | null;
            /**
             * Confirmed Alone
             * @description Approved by the same person, since nobody else could approve it.
             * @default false
             */
            confirmed_alone: boolean;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Hits
             * @description Rules that it broke and passed nevertheless.
             */
            hits: components["schemas"]["GuardHit"][];
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Occurred At */
            occurred_at: string;
            /** Override Reason */
            override_reason: string | null;
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
            /** Sale Id */
            sale_id: number | null;
            /**
             * Significance
             * @description Below 5 % minor, below 15 % significant, else major; null where only the base price or the layer changed, and for the first price.
             */
            significance: ("minor" | "significant" | "major") | null;
            /** Sku */
            sku: string;
            /** Version */
            version: number;
        };
        /**
         * PriceFilter
         * @description Which prices; what is left out does not narrow the choice.
         */
        PriceFilter: {
            /**
             * Category
             * @description And all below it.
             */
            category?: string | null;
            /**
             * Max Amount
             * @description Base price at most.
             */
            max_amount?: string | null;
            /** Max Margin Percent */
            max_margin_percent?: string | null;
            /**
             * Min Amount
             * @description Base price at least.
             */
            min_amount?: string | null;
            /** Min Margin Percent */
            min_margin_percent?: string | null;
            /** Q */
            q?: string | null;
            /**
             * Skus
             * @default []
             */
            skus: string[];
            /** Tag */
            tag?: string | null;
        };
        /**
         * PriceInterval
         * @description A stretch in which one price was in force, cut to the window.
         */
        PriceInterval: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Because
             * @description Which layer made the price.
             * @enum {string}
             */
            because: "base" | "inherited" | "sale";
            /**
             * Carried In
             * @description In force when the window began.
             */
            carried_in: boolean;
            /**
             * Change Id
             * @description The step of the timeline that began it; null: planned, or not written yet.
             */
            change_id: number | null;
            /**
             * Confirmed Alone
             * @description Approved by who set it, since nobody else could approve it.
             */
            confirmed_alone: boolean;
            /**
             * Decides
             * @description It is of the prior price, or of the one that was examined and does not hold.
             */
            decides: boolean;
            /**
             * Ends At
             * @description Not part of it.
             */
            ends_at: string;
            /**
             * Recorded At
             * @description When that step was written down.
             */
            recorded_at: string | null;
            /** Starts At */
            starts_at: string;
        };
        /**
         * PriceLayer
         * @description One of the prices that the effective price is computed from.
         */
        PriceLayer: {
            /**
             * Amount
             * @description For one unit, now; null where it can't be said.
             */
            amount: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Ends At */
            ends_at?: string | null;
            /**
             * Id
             * @description Of the sale; null for a base price.
             */
            id: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "base" | "inherited" | "sale";
            /** Name */
            name?: string | null;
            /** Percent Off */
            percent_off?: string | null;
            /** Priority */
            priority?: number | null;
            /** Since */
            since?: string | null;
            /** Starts At */
            starts_at?: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "in_force" | "outranked" | "scheduled" | "ended" | "suspended";
            /** Tiers */
            tiers?: components["schemas"]["Tier"][];
            /** Time Zone */
            time_zone?: string | null;
            /** Version */
            version: number;
        };
        /** PriceListCreate */
        PriceListCreate: {
            /** Channel */
            channel?: string | null;
            /**
             * Code
             * @description Of a price list
             * @example default
             */
            code: string;
            /** Country */
            country?: string | null;
            /**
             * Currency
             * @description Null: prices of any currency.
             */
            currency?: string | null;
            /** Customer Group */
            customer_group?: string | null;
            /**
             * Name
             * @example Web shop
             */
            name: string;
            /**
             * Parent
             * @description Prices come from there unless set here.
             */
            parent?: string | null;
            /** Reason */
            reason?: string | null;
            rounding?: components["schemas"]["Rounding"] | null;
            rule?: components["schemas"]["ListRule"] | null;
            /**
             * Time Zone
             * @default UTC
             * @example Asia/Tokyo
             */
            time_zone: string;
        };
        /** PriceListOut */
        PriceListOut: {
            /** Active */
            active: boolean;
            /** Channel */
            channel: string | null;
            /** Code */
            code: string;
            /** Country */
            country: string | null;
            /** Created At */
            created_at: string;
            /** Currency */
            currency: string | null;
            /** Customer Group */
            customer_group: string | null;
            /** Name */
            name: string;
            /** Own Prices */
            own_prices: number;
            /** Parent */
            parent: string | null;
            /**
             * Prices
             * @description How many prices it has, its own and inherited ones.
             */
            prices: number;
            rounding: components["schemas"]["Rounding"] | null;
            rule: components["schemas"]["ListRule"] | null;
            /** Time Zone */
            time_zone: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * PriceListResult
         * @description What became of an edited list: it stands, or it waits for approval (HTTP 202).
         */
        PriceListResult: {
            /**
             * Changed
             * @description Prices that changed with it.
             */
            changed: number;
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
            price_list: components["schemas"]["PriceListOut"];
            proposal: components["schemas"]["ProposalOut"] | null;
        };
        /**
         * PriceListUpdate
         * @description Only the fields that are sent change. A list keeps its parent and its currency.
         */
        PriceListUpdate: {
            /** Active */
            active?: boolean | null;
            /** Channel */
            channel?: string | null;
            /** Country */
            country?: string | null;
            /** Customer Group */
            customer_group?: string | null;
            /** Expected Version */
            expected_version?: number | null;
            /** Name */
            name?: string | null;
            /**
             * Override Reason
             * @description Why a price that the guard blocks is meant: it then waits for the approval of somebody else instead of being refused.
             */
            override_reason?: string | null;
            /** Parent */
            parent?: string | null;
            /** Reason */
            reason?: string | null;
            rounding?: components["schemas"]["Rounding"] | null;
            rule?: components["schemas"]["ListRule"] | null;
            /** Time Zone */
            time_zone?: string | null;
        };
        /**
         * PriceOut
         * @description The price of an item in one price list and currency, for one unit.
         */
        PriceOut: {
            /**
             * Amount
             * @description The effective price.
             * @example 1980
             */
            amount: string;
            /**
             * Base
             * @description Without any sale.
             * @example 1980
             */
            base: string;
            /**
             * Because
             * @enum {string}
             */
            because: "base" | "inherited" | "sale";
            /** Category */
            category: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Hits
             * @description Rules that the price breaks as it stands.
             */
            hits: components["schemas"]["GuardHit"][];
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Name */
            name: string;
            /**
             * Next Change At
             * @description When a sale starts or ends next.
             */
            next_change_at: string | null;
            /** Price List */
            price_list: string;
            sale: components["schemas"]["SaleFace"] | null;
            /**
             * Since
             * @description When the effective price became what it is.
             */
            since: string;
            /** Sku */
            sku: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * PricePreview
         * @description What setting it would do, and what the guard would say.
         */
        PricePreview: {
            /**
             * Hits
             * @description Those of the margin need `cost:read`.
             */
            hits: components["schemas"]["GuardHit"][];
            impact: components["schemas"]["Impact"];
            /**
             * Lines
             * @description One for each price list that it changes.
             */
            lines: components["schemas"]["ProposalLine"][];
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "pass" | "warn" | "approve" | "block";
        };
        /**
         * PricePreviewRequest
         * @description A base price that somebody thinks of setting.
         */
        PricePreviewRequest: {
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
            /** Item Id */
            item_id: number;
            /**
             * Price List
             * @description Of a price list
             * @default default
             * @example default
             */
            price_list: string;
        };
        /**
         * PriceResult
         * @description What became of a price that somebody set: it is in force, or it waits (HTTP 202).
         */
        PriceResult: {
            /** @description Null when the price was that already. */
            change: components["schemas"]["PriceChangeOut"] | null;
            /**
             * Hits
             * @description Rules that only warn, or wait for approval.
             */
            hits: components["schemas"]["GuardHit"][];
            price: components["schemas"]["PriceOut"] | null;
            proposal: components["schemas"]["ProposalOut"] | null;
        };
        /** PriceRevert */
        PriceRevert: {
            /**
             * Change Id
             * @description The step to go back to.
             */
            change_id: number;
            /**
             * Expected Version
             * @description Set only if the price still has this version; 0: if there is none.
             */
            expected_version?: number | null;
            /**
             * Override Reason
             * @description Why a price that the guard blocks is meant: it then waits for the approval of somebody else instead of being refused.
             */
            override_reason?: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * PriceRow
         * @description A price with what the table shows beside it.
         */
        PriceRow: {
            /**
             * Amount
             * @description The effective price.
             * @example 1980
             */
            amount: string;
            /**
             * Base
             * @description Without any sale.
             * @example 1980
             */
            base: string;
            /**
             * Because
             * @enum {string}
             */
            because: "base" | "inherited" | "sale";
            /** Category */
            category: string | null;
            /** @description Null without the permission `cost:read`. */
            cost: components["schemas"]["Money-Output"] | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Hits
             * @description Rules that the price breaks as it stands.
             */
            hits: components["schemas"]["GuardHit"][];
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            last_change: components["schemas"]["LastChange"] | null;
            /**
             * Margin Percent
             * @description Of the effective price; needs the cost.
             */
            margin_percent: string | null;
            /** Name */
            name: string;
            /**
             * Next Change At
             * @description When a sale starts or ends next.
             */
            next_change_at: string | null;
            /** Price List */
            price_list: string;
            sale: components["schemas"]["SaleFace"] | null;
            /**
             * Since
             * @description When the effective price became what it is.
             */
            since: string;
            /** Sku */
            sku: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * PriceRule
         * @description How the new base price comes from the old one.
         *
         *     ``set``: it is ``value``; ``percent``: ``value`` percent more (or less); ``amount``: ``value``
         *     more (or less); ``match``: what ``column`` says, plus ``value`` percent.
         */
        PriceRule: {
            /**
             * Column
             * @description With `match`: the cost, the effective price, or another list's price.
             */
            column?: ("cost" | "effective" | "price_list") | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "set" | "percent" | "amount" | "match";
            /**
             * Price List
             * @description With the column `price_list`.
             */
            price_list?: string | null;
            /**
             * Value
             * @example -12.50
             */
            value: string;
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
            /**
             * Errors Total
             * @description How many fields are wrong; `errors` lists the first 20.
             * @default 0
             */
            errors_total: number;
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
        /** ProposalLine */
        ProposalLine: {
            /**
             * Amount
             * @description The effective price that it would make.
             * @example 1980
             */
            amount: string;
            /**
             * Base
             * @description The base price that it would make.
             */
            base?: string | null;
            /**
             * Base Before
             * @description The base price when it was proposed.
             */
            base_before?: string | null;
            /**
             * Base Now
             * @description The base price now; null as `now`.
             */
            base_now?: string | null;
            /**
             * Before
             * @description The effective price when it was proposed.
             */
            before: string | null;
            /** Change Percent */
            change_percent: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /**
             * Now
             * @description The effective price now; null in the feed and once it is decided.
             */
            now?: string | null;
            /** Price List */
            price_list: string;
            /** Sku */
            sku: string;
            /** Units On Hand */
            units_on_hand: number;
        };
        /**
         * ProposalOut
         * @description A price, or a change of a guard, that waits for somebody else's approval, or waited.
         */
        ProposalOut: {
            /** Bulk Id */
            bulk_id: number | null;
            /**
             * Confirmed Alone
             * @description Approved by who proposed it, since nobody else could approve it.
             * @default false
             */
            confirmed_alone: boolean;
            /** Created At */
            created_at: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By */
            decided_by: string | null;
            /** Decision Reason */
            decision_reason: string | null;
            /** Expires At */
            expires_at: string;
            /** @description What a proposal of kind `guard` changes. */
            guard?: components["schemas"]["GuardChange"] | null;
            /** Id */
            id: number;
            impact: components["schemas"]["Impact"];
            /**
             * Inactive Approvers
             * @description Of one confirmed alone: accounts that could have approved it, but were deactivated at that time.
             * @default []
             */
            inactive_approvers: string[];
            /**
             * Kind
             * @enum {string}
             */
            kind: "base" | "sale" | "sale_edit" | "list" | "bulk" | "revert" | "guard";
            /**
             * Lines
             * @description At most 20, those with the worst hits first.
             */
            lines: components["schemas"]["ProposalLine"][];
            /** Lines Total */
            lines_total: number;
            /** Override Reason */
            override_reason: string | null;
            /** Proposed By */
            proposed_by: string;
            /** Reason */
            reason: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "pending" | "approved" | "rejected" | "expired" | "withdrawn";
            /** Title */
            title: string;
            /** Version */
            version: number;
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
        /** Rejection */
        Rejection: {
            /** Reason */
            reason: string;
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
         * Rounding
         * @description To the multiple of ``to`` that lies next to the price, plus ``ending``.
         *
         *     ``{"to": "10"}`` rounds to ¥10; ``{"to": "1", "ending": "0.99"}`` makes x.99.
         */
        Rounding: {
            /**
             * Direction
             * @default nearest
             * @enum {string}
             */
            direction: "nearest" | "up" | "down";
            /**
             * Ending
             * @default 0
             * @example 1980
             */
            ending: string;
            /**
             * To
             * @example 1980
             */
            to: string;
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
        /** SaleCreate */
        SaleCreate: {
            /** Amount */
            amount?: string | null;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /**
             * Ends At
             * @description The first moment without it; null: open.
             */
            ends_at?: string | null;
            /**
             * Name
             * @example Spring sale
             */
            name: string;
            /**
             * Override Reason
             * @description Why a price that the guard blocks is meant: it then waits for the approval of somebody else instead of being refused.
             */
            override_reason?: string | null;
            /** Percent Off */
            percent_off?: string | null;
            /**
             * Price List
             * @description Of a price list
             * @default default
             * @example default
             */
            price_list: string;
            /**
             * Priority
             * @description Of sales that overlap, the highest wins.
             * @default 0
             */
            priority: number;
            /** Reason */
            reason?: string | null;
            /** @description Of what percent make. */
            rounding?: components["schemas"]["Rounding"] | null;
            /**
             * Starts At
             * @description Null: now.
             */
            starts_at?: string | null;
            /**
             * Tiers
             * @default []
             */
            tiers: components["schemas"]["TierIn"][];
            /**
             * Time Zone
             * @description IANA; else that of the price list.
             */
            time_zone?: string | null;
        };
        /**
         * SaleFace
         * @description The sale that makes a price.
         */
        SaleFace: {
            /** Ends At */
            ends_at: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /**
         * SaleOut
         * @description A sale layer of one price.
         */
        SaleOut: {
            /** Amount */
            amount: string | null;
            /** Approved By */
            approved_by: string | null;
            /**
             * Base
             * @example 1980
             */
            base: string;
            /** Category */
            category: string | null;
            /** Created At */
            created_at: string;
            /** Created By */
            created_by: string;
            /**
             * Currency
             * @example JPY
             */
            currency: string;
            /** Ends At */
            ends_at: string | null;
            /** Ends Local */
            ends_local: string | null;
            /**
             * Hits
             * @description Why it is suspended, or what it passed with.
             */
            hits: components["schemas"]["GuardHit"][];
            /** Id */
            id: number;
            /** Item Id */
            item_id: number;
            /** Item Name */
            item_name: string;
            /** Name */
            name: string;
            /**
             * Overlaps
             * @description Sales of the same price whose windows meet this one.
             */
            overlaps: number[];
            /** Percent Off */
            percent_off: string | null;
            /**
             * Price
             * @description What it makes of today's base price, for one unit.
             * @example 1980
             */
            price: string;
            /** Price Id */
            price_id: number;
            /** Price List */
            price_list: string;
            /** Priority */
            priority: number;
            /** Reason */
            reason: string | null;
            rounding: components["schemas"]["Rounding"] | null;
            /** Sku */
            sku: string;
            /** Starts At */
            starts_at: string;
            /**
             * Starts Local
             * @description In `time_zone`, with the offset of that moment.
             */
            starts_local: string;
            /**
             * State
             * @enum {string}
             */
            state: "scheduled" | "running" | "suspended" | "ended" | "removed";
            /** Tiers */
            tiers: components["schemas"]["Tier"][];
            /** Time Zone */
            time_zone: string;
            /** Updated At */
            updated_at: string;
            /** Version */
            version: number;
        };
        /** SaleRemove */
        SaleRemove: {
            /** Expected Version */
            expected_version?: number | null;
            /** Reason */
            reason?: string | null;
        };
        /**
         * SaleResult
         * @description What became of a sale: it stands, or it waits for approval (HTTP 202).
         */
        SaleResult: {
            /** Hits */
            hits: components["schemas"]["GuardHit"][];
            price: components["schemas"]["PriceOut"] | null;
            proposal: components["schemas"]["ProposalOut"] | null;
            sale: components["schemas"]["SaleOut"] | null;
        };
        /**
         * SaleUpdate
         * @description Only what is given changes. Giving ``amount`` takes ``percent_off`` away, and the reverse.
         */
        SaleUpdate: {
            /** Amount */
            amount?: string | null;
            /** Ends At */
            ends_at?: string | null;
            /**
             * Expected Version
             * @description Set only if the price still has this version; 0: if there is none.
             */
            expected_version?: number | null;
            /** Name */
            name?: string | null;
            /**
             * Override Reason
             * @description Why a price that the guard blocks is meant: it then waits for the approval of somebody else instead of being refused.
             */
            override_reason?: string | null;
            /** Percent Off */
            percent_off?: string | null;
            /** Priority */
            priority?: number | null;
            /** Reason */
            reason?: string | null;
            rounding?: components["schemas"]["Rounding"] | null;
            /** Starts At */
            starts_at?: string | null;
            /** Tiers */
            tiers?: components["schemas"]["TierIn"][] | null;
            /** Time Zone */
            time_zone?: string | null;
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
            /**
             * Updated At
             * @description When it last moved.
             */
            updated_at: string;
            /** Version */
            version: number;
        };
        /**
         * StockLevelUpdate
         * @description Only the fields that are sent change; null takes a threshold away.
         *
         *     The version of a level rises with each movement. A caller that edits thresholds only may name
         *     the reorder point that it saw instead of a version.
         */
        StockLevelUpdate: {
            /**
             * Expected Reorder Point
             * @description Change only if the reorder point still is this one; null: if there is none. Stands in for a version, which changes with each movement.
             */
            expected_reorder_point?: number | null;
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
         *     All are compared as the lists compare them (case, width and look-alike characters make no
         *     difference); a category includes those below it, so ``Kitchen`` is also ``Kitchen/Mugs``.
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
         * Tier
         * @description From ``min_quantity`` units on, each costs ``amount``, or ``percent_off`` less.
         */
        Tier: {
            /** Amount */
            amount: string | null;
            /** Min Quantity */
            min_quantity: number;
            /** Percent Off */
            percent_off: string | null;
        };
        /** TierIn */
        TierIn: {
            /** Amount */
            amount?: string | null;
            /** Min Quantity */
            min_quantity: number;
            /** Percent Off */
            percent_off?: string | null;
        };
        /**
         * TrailStep
         * @description One step of the computation, and the price after it.
         */
        TrailStep: {
            /**
             * Amount
             * @example 1980
             */
            amount: string;
            /**
             * Detail
             * @description The rule: `-10 %`, `+50`, `to 10`, `from 5 units`.
             */
            detail: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "base" | "rule" | "rounding" | "sale" | "tier";
            /**
             * Name
             * @description Of the sale.
             */
            name: string | null;
            /** Price List */
            price_list: string;
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
        /**
         * UnstockedItem
         * @description An item that never moved, at the location that was asked for or at any.
         */
        UnstockedItem: {
            /** Barcode */
            barcode: string | null;
            /** Category */
            category: string | null;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Sku */
            sku: string;
            /** Unit */
            unit: string;
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
            role: "viewer" | "operator" | "pricer" | "approver" | "admin";
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
            role: "viewer" | "operator" | "pricer" | "approver" | "admin";
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
            /** @description `sign_in_throttled` */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign_in_busy` */
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
    list_items_api_v1_items_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description Rows in which each of these words occurs (at most 8). */
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
            /** @description `sku_taken` · `barcode_taken` */
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
            /** @description `barcode_taken` · `stale_version` */
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
            /** @description `precondition_required` */
            428: {
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
            /** @description `item_in_use` · `stale_version` */
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
    unarchive_item_api_v1_items__item_id__unarchive_post: {
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
            /** @description `barcode_taken` · `stale_version` */
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
            /** @description `location_in_use` · `location_oversold` · `stale_version` */
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
            /** @description `precondition_required` */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close_location_api_v1_locations__location_id__close_post: {
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
        requestBody?: never;
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
            /** @description `location_in_use` · `stale_version` */
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
    reopen_location_api_v1_locations__location_id__reopen_post: {
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
        requestBody?: never;
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
    list_proposals_api_v1_price_approvals_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description Only what I proposed. */
                mine?: boolean;
                state?: ("pending" | "approved" | "rejected" | "expired" | "withdrawn") | null;
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
                    "application/json": components["schemas"]["Page_ProposalOut_"];
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
    get_proposal_api_v1_price_approvals__proposal_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                proposal_id: number;
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
                    "application/json": components["schemas"]["ProposalOut"];
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
            /** @description `proposal_not_found` */
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
    approve_api_v1_price_approvals__proposal_id__approve_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `own_proposal` */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `proposal_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` · `item_archived` · `idempotency_key_in_progress` · `proposal_decided` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` · `idempotency_key_reused` */
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
    reject_api_v1_price_approvals__proposal_id__reject_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rejection"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `proposal_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_in_progress` · `proposal_decided` */
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
    withdraw_api_v1_price_approvals__proposal_id__withdraw_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                proposal_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Decision"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `proposal_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_key_in_progress` · `proposal_decided` */
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
    count_other_approvers_api_v1_price_approvals_approvers_get: {
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
                    "application/json": components["schemas"]["ApproversOut"];
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
    list_bulks_api_v1_price_bulks_get: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["Page_BulkOut_"];
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
    preview_bulk_api_v1_price_bulks_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `price_list_inactive` · `currency_mismatch` · `idempotency_key_in_progress` */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid` · `idempotency_key_reused` */
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
    get_bulk_api_v1_price_bulks__bulk_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bulk_id: number;
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
                    "application/json": components["schemas"]["BulkOut"];
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
            /** @description `bulk_not_found` */
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
    apply_bulk_api_v1_price_bulks__bulk_id__apply_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                bulk_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkApply"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `bulk_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` · `price_blocked` · `bulk_not_ready` · `idempotency_key_in_progress` */
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
    discard_bulk_api_v1_price_bulks__bulk_id__discard_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                bulk_id: number;
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
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `bulk_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bulk_not_ready` · `idempotency_key_in_progress` */
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
    list_bulk_rows_api_v1_price_bulks__bulk_id__rows_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Only rows that break a rule. */
                hits?: boolean;
                /** @description Rows per page. */
                limit?: number;
                order?: "sku" | "worst";
                state?: ("ready" | "unchanged" | "blocked" | "applied" | "changed_since" | "archived" | "undone" | "kept") | null;
            };
            header?: never;
            path: {
                bulk_id: number;
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
                    "application/json": components["schemas"]["Page_BulkRow_"];
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
            /** @description `bulk_not_found` */
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
    undo_bulk_api_v1_price_bulks__bulk_id__undo_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                bulk_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkUndo"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `bulk_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `bulk_not_ready` · `idempotency_key_in_progress` */
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
    list_guards_api_v1_price_guards_get: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["Page_GuardOut_"];
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
    create_guard_api_v1_price_guards_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardOut"];
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `guard_exists` */
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
    get_guard_api_v1_price_guards__guard_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: number;
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
                    "application/json": components["schemas"]["GuardOut"];
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
            /** @description `guard_not_found` */
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
    replace_guard_api_v1_price_guards__guard_id__put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                guard_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardOut"];
                };
            };
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalOut"];
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
            /** @description `guard_not_found` · `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `guard_exists` · `stale_version` */
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
    remove_guard_api_v1_price_guards__guard_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                guard_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalOut"];
                };
            };
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
            /** @description `guard_not_found` */
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
    preview_guard_api_v1_price_guards_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardPreviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardPreview"];
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
            /** @description `guard_not_found` · `item_not_found` · `price_list_not_found` */
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
    list_price_lists_api_v1_price_lists_get: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["Page_PriceListOut_"];
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
    create_price_list_api_v1_price_lists_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceListCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceListResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `price_list_code_taken` · `idempotency_key_in_progress` · `price_list_cycle` · `currency_mismatch` · `price_blocked` */
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
    get_price_list_api_v1_price_lists__code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of a price list */
                code: string;
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
                    "application/json": components["schemas"]["PriceListOut"];
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
            /** @description `price_list_not_found` */
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
    edit_price_list_api_v1_price_lists__code__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                /** @description Of a price list */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceListUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceListResult"];
                };
            };
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceListResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale_version` · `idempotency_key_in_progress` · `price_list_cycle` · `currency_mismatch` · `price_blocked` */
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
            /** @description `precondition_required` */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolve_price_list_api_v1_price_lists_resolve_get: {
        parameters: {
            query?: {
                channel?: string | null;
                country?: string | null;
                currency?: string | null;
                customer_group?: string | null;
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
                    "application/json": components["schemas"]["PriceListOut"];
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
            /** @description `price_list_not_found` */
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
    list_prices_api_v1_prices_get: {
        parameters: {
            query?: {
                because?: ("base" | "inherited" | "sale") | null;
                /** @description Only prices that break a rule. */
                breaks_guard?: boolean;
                category?: string | null;
                currency?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description May be repeated. */
                item_id?: number[];
                /** @description Rows per page. */
                limit?: number;
                price_list?: string | null;
                /** @description Rows in which each of these words occurs (at most 8). */
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
                    "application/json": components["schemas"]["Page_PriceRow_"];
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
                /** @description As planned for then, or as it was; null: now. */
                at?: string | null;
                currency?: string | null;
                /** @description Of a price list */
                price_list?: string;
                quantity?: number;
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
            /** @description `item_not_found` · `price_list_not_found` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_archived` · `stale_version` · `idempotency_key_in_progress` · `price_blocked` · `price_list_inactive` · `currency_mismatch` */
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
    take_base_price_away_api_v1_prices__item_id__base_delete: {
        parameters: {
            query: {
                currency: string;
                override_reason?: string | null;
                /** @description Of a price list */
                price_list: string;
                reason?: string | null;
            };
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
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
                    "application/json": components["schemas"]["PriceResult"];
                };
            };
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_base_price` · `item_archived` · `stale_version` · `idempotency_key_in_progress` · `price_blocked` · `price_list_inactive` · `currency_mismatch` */
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
    get_evidence_api_v1_prices__item_id__evidence_get: {
        parameters: {
            query?: {
                /** @description When the reduction starts; else the running one, or now. */
                at?: string | null;
                currency?: string | null;
                /** @description `eu`: Directive 98/6/EC, Art. 6a; `jp`: double price. */
                law?: "eu" | "jp";
                /** @description Of a price list */
                price_list?: string;
                /** @description Take reductions that follow one another as one, from its first. */
                progressive?: boolean;
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
                    "application/json": components["schemas"]["EvidenceOut"];
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_base_price` */
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
    export_evidence_api_v1_prices__item_id__evidence_csv_get: {
        parameters: {
            query?: {
                /** @description When the reduction starts; else the running one, or now. */
                at?: string | null;
                currency?: string | null;
                /** @description `eu`: Directive 98/6/EC, Art. 6a; `jp`: double price. */
                law?: "eu" | "jp";
                /** @description Of a price list */
                price_list?: string;
                /** @description Take reductions that follow one another as one, from its first. */
                progressive?: boolean;
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
                    "text/csv": unknown;
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no_base_price` */
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
    list_price_history_api_v1_prices__item_id__history_get: {
        parameters: {
            query?: {
                currency?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description Of a price list */
                price_list?: string;
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
    revert_price_api_v1_prices__item_id__revert_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriceRevert"];
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
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `price_change_not_found` · `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_archived` · `stale_version` · `idempotency_key_in_progress` · `price_blocked` · `price_list_inactive` · `currency_mismatch` */
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
    create_sale_api_v1_prices__item_id__sales_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                item_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaleCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `price_list_inactive` · `currency_mismatch` · `no_base_price` · `too_many_sales` · `idempotency_key_in_progress` · `price_blocked` · `item_archived` */
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
    list_price_changes_api_v1_prices_changes_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                /** @description Rows per page. */
                limit?: number;
                /** @description At least this large, up or down. */
                min_percent?: number | string | null;
                price_list?: string | null;
                significance?: ("minor" | "significant" | "major") | null;
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
    preview_price_api_v1_prices_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PricePreviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricePreview"];
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
            /** @description `item_not_found` · `price_list_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `item_archived` · `price_list_inactive` · `currency_mismatch` */
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
    list_sales_api_v1_prices_sales_get: {
        parameters: {
            query?: {
                category?: string | null;
                /** @description `next_cursor` of the previous page. */
                cursor?: string | null;
                ends_after?: string | null;
                item_id?: number | null;
                /** @description Rows per page. */
                limit?: number;
                price_list?: string | null;
                /** @description Rows in which each of these words occurs (at most 8). */
                q?: string | null;
                /** @description With `ends_after`: those that meet a window. */
                starts_before?: string | null;
                state?: ("scheduled" | "running" | "suspended" | "ended" | "removed")[];
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
                    "application/json": components["schemas"]["Page_SaleOut_"];
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
    get_sale_api_v1_prices_sales__sale_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sale_id: number;
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
                    "application/json": components["schemas"]["SaleOut"];
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
            /** @description `sale_not_found` */
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
    remove_sale_api_v1_prices_sales__sale_id__delete: {
        parameters: {
            query?: {
                reason?: string | null;
            };
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                sale_id: number;
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
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `sale_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sale_over` · `stale_version` · `idempotency_key_in_progress` · `price_blocked` · `item_archived` */
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
    edit_sale_api_v1_prices_sales__sale_id__patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
                /** @description The version that you have seen, as in ETag: `"7"`. */
                "if-match"?: string | null;
            };
            path: {
                sale_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaleUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description It waits for approval. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `sale_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sale_over` · `stale_version` · `idempotency_key_in_progress` · `price_blocked` · `item_archived` */
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
            /** @description `precondition_required` */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_sale_api_v1_prices_sales__sale_id__end_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
                "idempotency-key"?: string | null;
            };
            path: {
                sale_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaleRemove"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResult"];
                };
            };
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
            /** @description `sale_not_found` */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sale_over` · `stale_version` · `idempotency_key_in_progress` · `price_blocked` · `item_archived` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description May be repeated. */
                item_id?: number[];
                /** @description Rows per page. */
                limit?: number;
                location?: string | null;
                /** @description Rows in which each of these words occurs (at most 8). */
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
                    "application/json": components["schemas"]["LevelPage"];
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
            /** @description `precondition_required` */
            428: {
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
                /** @description Your own name for this write (a UUID, say): sent twice, done once. A key has 1 to 255 visible ASCII characters: letters A-Z and a-z, digits and punctuation, no spaces. */
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
            /** @description `idempotency_key_invalid` · `idempotency_key_required` */
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
