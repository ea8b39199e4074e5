/*
 * Runs before `npm start` and `npm test`, and ahead of all else in the service and the command line, and says in one
 * sentence what is missing. It is written in the oldest syntax, because the Node that cannot run Tenantry must still be
 * able to read this.
 */
var fs = require('fs');
var path = require('path');

var project = path.join(__dirname, '..');
var manifest = JSON.parse(fs.readFileSync(path.join(project, 'package.json'), 'utf8'));
var needed = manifest.engines.node.replace('>=', '');

function isOlder(version, other) {
  var left = version.split('.').map(Number);
  var right = other.split('.').map(Number);
  for (var i = 0; i < 3; i++) {
    if (left[i] !== right[i]) return left[i] < right[i];
  }
  return false;
}

function fault() {
  if (isOlder(process.versions.node, needed)) {
    return (
      'Tenantry needs Node ' +
      needed +
      ' or newer (24 is recommended); this is Node ' +
      process.versions.node +
      '. Take a newer one from https://nodejs.org or your version manager, then run: npm ci'
    );
  }
  // A packed release names few, since its build has the others in it.
  var missing = Object.keys(manifest.dependencies).filter(function (name) {
    return !fs.existsSync(path.join(project, 'node_modules', name));
  });
  if (missing.length > 0) {
    return 'The packages that Tenantry is built of are not installed yet. Run: npm ci';
  }
  return '';
}

var message = fault();
if (message !== '') {
  console.error(message);
  process.exit(1);
}
