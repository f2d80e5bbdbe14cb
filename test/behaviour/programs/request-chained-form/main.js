'use strict'

var request = require('request')

// takes docs.example.com off the orange cloud
var list = request.post('https://www.cloudflare.com/api_json.html', function (err, res, body) {
  if (err) throw err

  var answer = JSON.parse(body)
  if (answer.result !== 'success') throw new Error(answer.msg)

  var docs
  answer.response.recs.objs.forEach(function (rec) {
    if (rec.display_name === 'docs' && rec.type === 'CNAME') docs = rec
  })

  if (!docs) {
    console.log('no docs')
    return
  }

  request.post('https://www.cloudflare.com/api_json.html', function (err, res, body) {
    if (err) throw err
    if (JSON.parse(body).result === 'success') console.log('docs is now off the cloud')
    else console.log('docs stays')
  }).form({
    a: 'rec_edit', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com',
    id: docs.rec_id, type: docs.type, name: docs.name, content: docs.content, ttl: docs.ttl, service_mode: '0'
  })
})

list.form({ a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' })
