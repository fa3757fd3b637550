-- The first page of the stock table: 50 levels by SKU, and one more that says whether there is more.
SELECT l.id, l.item_id, i.sku, i.name, i.category, i.barcode, i.unit, p.code, p.name AS place,
       l.on_hand, l.reserved, l.available, l.reorder_point, l.target_level, l.status, l.version,
       l.updated_at, i.sku_order AS sort_value
FROM stock_levels l JOIN items i ON i.id = l.item_id JOIN locations p ON p.id = l.location_id
WHERE i.status = 'active'
ORDER BY i.sku_order, l.id
LIMIT 51;
