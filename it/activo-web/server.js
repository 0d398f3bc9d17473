// Serves the pages. The settings for the browser are those of .env that the deploy has put into the image.
const express = require('express');
const fs = require('fs');

const settings = {};
fs.readFileSync('.env', 'utf8').split('\n').forEach((line) => {
  const equals = line.indexOf('=');
  if (equals > 0 && !line.startsWith('#')) {
    settings[line.slice(0, equals)] = line.slice(equals + 1);
  }
});

const app = express();
app.get('/healthz', (request, response) => response.send('ok\n'));
app.get('/settings.json', (request, response) => response.json({ api: settings.API_BASE_URL }));
app.use(express.static('public'));
app.listen(process.env.PORT || 8080);
