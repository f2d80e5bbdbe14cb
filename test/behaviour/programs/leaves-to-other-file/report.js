exports.print = function (title, list) {
  console.log(title, list.count, list.has_more);
  list.objs.forEach(function (rec) {
    console.log(rec.display_name, rec.type, rec.content, rec.prio, rec.ttl, rec.service_mode, rec.props.cloud_on);
  });
};
