exports.row = (zone) => [zone.zone_name, zone.zone_status_class, zone.zone_type].join('\t');
