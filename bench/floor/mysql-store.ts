import { mysqlEnterprise } from './mysql-enterprise.js';
import { mysqlManaged } from './mysql-managed.js';
import { ConnectionPool } from './connection-pool.js';
import { currenciesOf, presentEnterprises, presentOrganization, presentPage } from './presentation.js';
import { Refusal } from './refusal.js';
import { CURRENCIES, enterprisePage, managedPage, ORGANIZATION, TOKEN } from './statements.js';
import type { Store } from './store.js';

// Without them the server may read from the first child on, or sort.
const MANAGED_PAGE = managedPage('FORCE INDEX (ix_organization_parent)');
const ENTERPRISE_PAGE = enterprisePage('FORCE INDEX (ix_enterprise_organization)');

export async function openMysqlStore(url: string): Promise<Store> {
  const pool = new ConnectionPool(url);
  const currencies = currenciesOf(await pool.read(CURRENCIES, []));
  return {
    isToken: async (secretHash) => (await pool.read(TOKEN, [secretHash])).length > 0,
    createEnterprise: (...order) => mysqlEnterprise(pool, ...order),
    createManaged: (parent, input) => mysqlManaged(pool, currencies, parent, input),
    getOrganization: async (id) => {
      const [row] = await pool.read(ORGANIZATION, [id]);
      if (row === undefined) throw new Refusal(404, 'organization_not_found');
      return presentOrganization(row, currencies);
    },
    listManaged: async (parent, page) => {
      const offset = (page.page - 1) * page.size;
      return presentPage(await pool.read(MANAGED_PAGE, [parent, parent, page.size, offset]), page);
    },
    listEnterprises: async (organization, limit) =>
      presentEnterprises(await pool.read(ENTERPRISE_PAGE, [organization, limit])),
  };
}
