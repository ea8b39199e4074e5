/** The types of the API document, by openapi-typescript. `npm run client:types` writes them anew. */

export interface paths {
    "/api/v2/organization/{organizationId}/enterprise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the enterprises of an organization
         * @description Oldest first, by pages: send `nextBatchPrevId` as `prevId` to go on; it is absent on the last page. Who reads all pages meets every enterprise that was there at the beginning, and once.
         *
         *     With `idempotencyKey` it finds the enterprise that was created with that key, or none: the way to learn what became of a call whose answer was lost. When that enterprise was deleted, it is a conflict with its id. With `thirdPartyLabel` and `thirdPartyId` it lists those that another system knows by this name.
         *
         *     With `search`, the beginning of a name in any case or an id, it lists by name and then the oldest first; such a list goes on with `nextSearchAfter` as `searchAfter`, and takes no `prevId`. White space at the end of `search` says nothing.
         *
         *     `accountType`, `kycState` and `businessModel` go with all of these. Every enterprise here is `unverified` and a `cryptoAsAServiceChild`: filters that name others find none.
         */
        get: operations["listEnterprises"];
        put?: never;
        /**
         * Create an enterprise for an organization
         * @description Creates an enterprise in the organization, and a user for the email if there is none; that user and `additionalAdmins`, who must be visible to the organization, become its admins.
         *
         *     **Idempotent.** The `idempotencyKey` is the enterprise's for ever: the same key with the same meaning answers the first ids and writes nothing (`Idempotent-Replayed: true`); with another meaning it is a conflict that names the fields, and when its enterprise was deleted it makes no other: that is a conflict too, with the id. An error never binds a key. Twenty copies at once make one enterprise and twenty equal answers.
         */
        post: operations["createEnterprise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/managed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List managed organizations
         * @description The organizations directly under another, oldest first, by pages. New ones come last: who reads on until a page is empty meets each that was there at the beginning, and once. Where one is deleted meanwhile, those behind it move up by one place.
         *
         *     `annotations` asks for those that have **every** one of these pairs, at most 50 of them. Key and value are compared exactly; a key without a value means an annotation whose value is null, and not any value. In a query, write `annotations[][key]=env&annotations[][value]=prod` for each pair; all the keys ahead of all the values, as a sorted query has them, is read as pairs too where there are as many of both.
         *
         *     The organization is named by `organization[id]` or `organization[sub_domain]` in query or body, or else by its id in the path.
         */
        get: operations["listManagedOrganizations"];
        put?: never;
        /**
         * Create managed organization
         * @description Creates a managed organization within an existing one: activated at birth, with its parent's currency and country.
         *
         *     The parent is named by `organization` in the body or query, by its id or its sub-domain; only where neither names it the path's segment counts, as an id. `sub_domain` is one DNS label, unique over all organizations there ever were. The limit of the root's tree is exact, however many calls race for its last place.
         */
        post: operations["createManagedOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/organization/{organizationId}/enterprises/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the enterprises of an organization
         * @description Exact, and of the organization itself alone. `frozenCount` are those that are frozen at the moment; `deletedCount` are counted nowhere else. There are no archived and no verified ones here.
         */
        get: operations["getEnterprisesSummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/enterprise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's own enterprises
         * @description Oldest first: for a user those in which the user has a role, for an organization's token those of that organization, for the operator all. Where there are more than 1000, or than `limit`, the list is cut: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end. Of a user in several organizations the parts are taken organization by organization. Behind an id of which the user cannot have been shown anything, because the user has no role on the path of its organization and none in an enterprise of it, the list is empty, as behind one that is nowhere: a user who loses the last such role while reading begins again. A user is not shown what would be refused: enterprises of organizations that are suspended or not activated.
         */
        get: operations["listOwnEnterprises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/organization/{organizationId}/enterprise/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the caller's own enterprises in an organization
         * @description For a user those in which the user has a role, customers of the organization included; for other tokens all of the organization. Without `q` oldest first, by pages with `prevId`; with `q`, the beginning of a name in any case or an id, by name, and on with `nextSearchAfter` as `searchAfter`. White space at the end of `q` says nothing.
         */
        get: operations["searchEnterprises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/enterprise/{enterpriseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an enterprise
         * @description Every member that the published document requires is there. Those about wallets, licences, agreements and verification are the same for every enterprise, since nothing of them is held here.
         */
        get: operations["getEnterprise"];
        /**
         * Change an enterprise
         * @description What is left out stays as it is, and what it is already changes nothing. The name cannot be changed. `approvalsRequired` takes 1 alone: a change is done when it is answered, and needs no approval. A frozen enterprise cannot be changed.
         */
        put: operations["updateEnterprise"];
        post?: never;
        /**
         * Delete an enterprise
         * @description Deletes an enterprise for good, with its profile, its third-party identifiers and the roles in it: the operator's alone, whatever the state of the organization. Its users stay, and so does its audit. While it is frozen, or has more than 1,000 users, it is 409 with what is to be done first. Its `idempotencyKey` creates no other enterprise, and is refused as spent.
         */
        delete: operations["deleteEnterprise"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/enterprise/{enterpriseId}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze an enterprise
         * @description For `duration` seconds, as a number or its digits, its profile and its users cannot be changed; then it thaws by itself. Freezing a frozen one puts its end off, and never brings it forward.
         */
        post: operations["freezeEnterprise"];
        /**
         * Thaw an enterprise
         * @description Ends a freeze ahead of its time: the operator's alone, whatever the state of the organization. What is not frozen stays as it is.
         */
        delete: operations["thawEnterprise"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/managed_organizations/{organization}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete managed organization
         * @description Deletes a managed organization for good, from above it: its tokens are revoked, its tree may hold one more, its sub-domain is never issued again, unless its parent has had very many deleted in 30 days. What has anything left below it is 409 with its deletion steps; a root is 409 for every caller; what is deleted already is 404. It is allowed while the organization is suspended. The organization is named as everywhere, in a body as well.
         */
        delete: operations["deleteManagedOrganization"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/enterprise/{enterpriseId}/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users of enterprise
         * @description Who has a role in the enterprise, admins apart, by user id. Where there are more than 1000, or than `limit`, the list is cut and `incomplete`: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end. `count` is how many there are in all; it is given with the first part.
         */
        get: operations["listEnterpriseUsers"];
        /**
         * Change role of enterprise user
         * @description Gives another role to a user of the enterprise. Giving the present role again changes nothing. An enterprise never loses its last admin, however many calls race: that is 409 `LastAdmin`, and changes nothing. There are no wallets here: `wallet.create` is taken and means `member`.
         */
        put: operations["changeEnterpriseUser"];
        /**
         * Add users to enterprise
         * @description Gives the users of one email (`username`) or of several (`usernames`, at most 100) a role in the enterprise: of several permissions the one that allows most, `member` without any. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing.
         *
         *     With `invite` unknown emails become users. Without it they must belong to users whom the organization can see; otherwise no user is added. There are no wallets here: `wallet.create` is taken and means `member`.
         */
        post: operations["addEnterpriseUsers"];
        /**
         * Remove user from enterprise
         * @description Removes the role in the enterprise from the user of an email. Of a user who has none but is visible to the organization it changes nothing; any other is not found. A user takes away their own role whatever it is, also while the enterprise is frozen or its organization suspended. An enterprise never loses its last admin, however many calls race: that is 409 `LastAdmin`, and changes nothing.
         */
        delete: operations["removeEnterpriseUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/organization/{organizationId}/enterprise/{enterpriseId}/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add existing user to enterprise of organization
         * @description Gives a user whom the organization can see a role in one of its own enterprises: of several permissions the one that allows most, `member` without any. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing and answers the same. There are no wallets here: `wallet.create` is taken and means `member`.
         */
        post: operations["addEnterpriseUserOfOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/organization/{organizationId}/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users of organization
         * @description Who has a role in the organization itself, by user id, in pages: all of them, or those with one `role`. An extension: the published API shows them in its dashboard alone.
         */
        get: operations["listOrganizationUsers"];
        /**
         * Change role of organization user
         * @description Gives another role to a user who has one in the organization itself. Giving the present role again changes nothing.
         */
        put: operations["changeOrganizationUser"];
        /**
         * Add user to organization
         * @description Gives the user of an email a role in the organization; an unknown email becomes a user. Who has that role already, or one that allows more, keeps it: repeating the call changes nothing. A caller cannot give more than their own role allows: it takes an `admin` or a `serviceUser` of the organization, or of one above it, and those may do everything there.
         */
        post: operations["addOrganizationUser"];
        /**
         * Remove user from organization
         * @description Removes the role of a user in the organization itself. Roles in other organizations, and in enterprises, stay. Of a user who has none but is visible to the organization it changes nothing; any other is not found. A user takes away their own role whatever it is, in a suspended organization as well.
         */
        delete: operations["removeOrganizationUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's organizations
         * @description Oldest first: for a user those in which the user has a role, whatever their state; for an organization's token its own, as admin; for the operator the roots, as admin. `enterpriseCount` is exact and of the organization itself alone; for a customer it counts only the customer's own. It is 0 while the organization, or one above it, is suspended or not activated, unless the user's role is above that. Where there are more than 1000, or than `limit`, the list is cut: `nextBatchPrevId`, sent as `prevId`, gets the part behind it, to the end.
         */
        get: operations["listCallerOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/organization/{organizationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get an organization
         * @description An organization that the token may read, as far as it concerns enterprises.
         */
        get: operations["getCallerOrganization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get user
         * @description The user of an id or an email (percent-encoded, compared in its canonical form), or `me` for the user whose token it is.
         *
         *     An operator sees all users. An organization sees those who have a role in it, above it, or in an enterprise in or below it. A user is always visible to themselves, even while their organization is suspended, and sees the users who are visible to the organizations of which they are `admin`, `serviceUser` or `member`, and those who have a role in an enterprise in which they have one, both unless those organizations are suspended. Of two users with more than 1000 enterprises each, the first 1000 are compared. Whom the token may not see is not found.
         *
         *     Names are shown to the operator, to the user, and where the user has accepted a role in the organization that asks or in one above it: the operator gave it, or the user has changed something by it. They are empty otherwise.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Erase user
         * @description Erases a user permanently; only for the operator. The user is named by id or email.
         *
         *     Gone are the email in every form, the names, all roles in organizations and enterprises, and the names of the user's tokens, which end immediately. Enterprises that were created for the email stay, named `erased-<id>`, without their legal person and without third-party identifiers that were the email; a replay of an enterprise's `idempotencyKey` still answers the first ids, unless the key was the email itself. The audit keeps the user's actions, under an id that belongs to no user.
         *
         *     It is possible in any state of the user's organizations and enterprises. The only admin of an enterprise is a conflict, and nothing is erased: make another user an admin, or delete the enterprise, first. With `force=true` that user is erased all the same, so that no tenant can prevent it; the enterprise has no admin then, which the audit of its organization says, and its organization gives it a new one. Erasing again, by id, succeeds without effect. The same email later is a new user.
         *
         *     A person with more than about a hundred roles, tokens or enterprises is erased in steps: first tokens and roles end, then the names of enterprises go, and the email and the names of the person last. Where that takes longer than the deadline the answer is 503 with `Retry-After`: what was done stays done, and the same call goes on with the rest until it is answered 200. Where the last other admin of an enterprise leaves in the middle of it, it stops with the conflict, and what was taken stays taken.
         */
        delete: operations["eraseUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/{id}/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations of user
         * @description The organizations in which a user has a role, oldest first, by pages: all of their own, and of another user those that are visible to the token. "Get user" describes which users are visible to a token.
         */
        get: operations["listOrganizationsOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/{id}/enterprise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List enterprises of user
         * @description The enterprises in which a user has a role, by organization and then oldest first, by pages: those that the token may look at. Of the user's own, those in organizations that are suspended or not activated are left out. Behind a `prevId` of which the caller cannot have been shown anything the list is empty, as behind one that is nowhere. "Get user" describes which users are visible to a token.
         */
        get: operations["listEnterprisesOfUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/accesstoken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List access tokens
         * @description The caller's own tokens that have not ended, oldest first, by pages: those of the user, the organization or the operator whose token is used. Never a secret. A token without the scope still sees itself at `GET /api/v2/user/session`.
         */
        get: operations["listAccessTokens"];
        put?: never;
        /**
         * Create access token
         * @description Creates a token for the caller: for the user, the organization or the operator whose token is used. Its secret is in this answer alone: only a hash of it is kept.
         *
         *     `scope` takes this service's names and the published ones: `enterprise_manage_all` is `enterprises`, `enterprise_view_all` is `enterprises:read`, `user_manage` is `users`, `auditlogs_view_all` is `audit:read`; `openid` and `profile` grant nothing. Without it the token has the scopes of the one in use. No token reaches further than the one in use: scopes that this does not cover are 403 `Forbidden`; a later end, more networks or more calls a minute are 403 `TokenBoundsExceeded`.
         *
         *     Without `duration` (seconds) it ends with the token in use, without `ipRestrict` it may be used from where that may; its calls a minute are that token's, which counts them together with its own where it has a limit of its own. `otp` and the other documented members are not looked at: there are no one-time passwords and no wallets here. A repetition under the same `Idempotency-Key` returns the secret again only to the same token, and as long as it is the token’s; to any other it is left out. When the token has ended, a repetition is 409.
         */
        post: operations["createAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/accesstoken/{accessTokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End access token
         * @description Ends one of the own tokens now, the one in use too: at once on the replica that answered, and within `TOKEN_CACHE_MS` on the others. It remains possible while the organization is suspended or not activated. A token without the scope still ends itself by `GET /api/v2/user/logout`.
         */
        delete: operations["endAccessToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/accesstoken/{accessTokenId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate access token
         * @description Makes a token in the place of one of the own, the one in use too, while the old one goes on for an overlap (seconds), or until it would have ended anyway: an extension. Label, scopes, networks, calls a minute and lifetime are the old one's, but it ends with the token in use at the latest, and the calls of both are counted together. Its secret is in this answer alone.
         *
         *     A token is rotated once: of several who do it at a time one succeeds, and the others learn in a conflict which token has replaced it. No token reaches further than the one in use: scopes that this does not cover are 403 `Forbidden`; a later end, more networks or more calls a minute are 403 `TokenBoundsExceeded`. A repetition under the same `Idempotency-Key` returns the secret again only to the same token, and as long as it is the token’s; to any other it is left out. When the token has ended, a repetition is 409.
         */
        post: operations["rotateAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get session
         * @description What the token in use is, may do, and from where and until when. It needs no scope.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/user/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log out
         * @description Ends the token in use, at once on the replica that answered and within `TOKEN_CACHE_MS` on the others. It needs no scope, remains possible whatever the state of the organization, and is a GET because the published API has it so.
         */
        get: operations["logout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/client/constants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get client constants
         * @description What the published SDK asks for when it starts: there are no constants here. It needs no token: the published SDK asks before it has any, and learns nothing about tenants.
         */
        get: operations["getClientConstants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/ping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ping
         * @description Says that the service answers, and asks nothing else. It needs no token: the published SDK asks before it has any, and learns nothing about tenants.
         */
        get: operations["ping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description The organizations that the token is about. An organization's token gets its own **first**, then those directly under it, oldest first; a user's token gets the organizations in which the user is `admin`, `serviceUser` or `member`, by id, those whose role the user has accepted first where the list is whole; an operator's gets the roots, oldest first.
         *
         *     The list has no pages. Where there are more than 1000, it is cut, and `next_cursor` says so: sent as `cursor` it gets the part behind. Each organization that was there at the beginning comes once. `GET /core/v1/organizations/{organization}/managed` reads what an organization manages in pages.
         *
         *     It is answered while the token's own organization is suspended or not yet activated: that organization is then shown alone, and says so.
         */
        get: operations["listOrganizations"];
        put?: never;
        /**
         * Create organization
         * @description Creates the root of a tree; the operator alone may. It begins not activated, and its tokens are refused, unless `activated` is true.
         *
         *     `currency` is the installation's own where it is left out. `country_state` must be a state of the `country` beside it. `maximum_managed_organizations` is the limit that the whole tree shares; left out, or null, it is unlimited. `sub_domain` is one DNS label, unique over all organizations there ever were.
         */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get organization
         * @description An organization that the token may see. Its own token is refused while it, or an organization above it, is suspended; a token from above a hold still reads it, and sees `suspended: true`.
         */
        get: operations["getOrganization"];
        put?: never;
        post?: never;
        /**
         * Delete organization
         * @description Deletes a root that has nothing below it for good, or a managed organization: the operator's alone. Its tokens are revoked, roles in it give access to nothing any more, its sub-domain is never issued again; its audit stays. What has anything left below it is 409 with its deletion steps; what is deleted already is 404. It is allowed while the organization is suspended or not activated.
         */
        delete: operations["deleteOrganization"];
        options?: never;
        head?: never;
        /**
         * Update organization
         * @description Changes what an organization is called and where it is billed. What is left out, or null, stays as it is; a text that is empty, or looks so, clears what can be empty. A change to what is there already changes nothing, the `ETag` neither.
         *
         *     A `sub_domain` that is given up is never issued to another organization; its own may take it back. An organization gives up a limited number in 30 days, 3 unless this installation says otherwise; the operator is not bound. `country_state` must be a state of the organization's country, the new one where it changes; with a new country the old one's state is gone.
         */
        patch: operations["updateOrganization"];
        trace?: never;
    };
    "/core/v1/organizations/{organization}/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get annotations
         * @description What is noted about an organization, a root or a managed one.
         */
        get: operations["getAnnotations"];
        /**
         * Replace annotations
         * @description Puts these annotations in the place of all that there are; an empty list removes them. At most 50, with keys of 1 to 100 characters, each once, and values of at most 1000 characters or null. Send the `ETag` you have read as `If-Match`, and no other caller’s change is lost.
         */
        put: operations["replaceAnnotations"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/deletion_steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deletion steps
         * @description What must be done before an organization can be deleted. Two of the steps are about what is kept here: `managed_organizations`, that none is left below it, and `enterprises`, this service’s own step, that it has none. The others are of an infrastructure that is not kept here, and are always satisfied. The steps are asked again when it is deleted, together with everything that is being created below it.
         */
        get: operations["getDeletionSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Activate organization
         * @description Activates an organization: from now on its tokens are accepted. For the operator alone. Twice succeeds without effect, and the first moment stays. Managed organizations are activated at birth; a root waits for this. It lifts no hold: the tokens of one that is suspended are refused before and after.
         */
        post: operations["activateOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place a hold
         * @description Suspends an organization and everything below it: once this is answered, their tokens are refused and nothing new appears below. Nothing is written into those below: the state of each is its own holds and those above it.
         *
         *     A hold has a source and a placer, and only these lift it. The operator places `operator` and `billing`; a token from above the organization, of an organization or of a user with a role there, places `parent` in the name of its own organization, so that a parent's and a grandparent's are two. Another's source is `permission_denied`, and so is the organization's own token. Left out, `source` is `operator` for the operator and `parent` for everybody else.
         *
         *     Holds add up. Placing the same one twice succeeds without effect, and the first reason stays. `reason` has 1 to 1000 characters, line breaks among them, and is shown to the organization: no personal data.
         */
        post: operations["placeHold"];
        /**
         * Lift a hold
         * @description Lifts one's own hold. Others stay, on the organization and above it; what nothing holds any more is accepted again at once, and so is everything below that has no hold of its own. Lifting what is not there succeeds without effect.
         *
         *     A hold has a source and a placer, and only these lift it. The operator places `operator` and `billing`; a token from above the organization, of an organization or of a user with a role there, places `parent` in the name of its own organization, so that a parent's and a grandparent's are two. Another's source is `permission_denied`, and so is the organization's own token. Left out, `source` is `operator` for the operator and `parent` for everybody else.
         */
        delete: operations["liftHold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/effective_status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get effective status
         * @description Why an organization is refused, its own holds and those it inherits. It is answered in every state, also to the organization's own token. A token sees its own organization's holds and those below in full; of those above it sees only that they exist: `held_above`, `not_activated_above`.
         */
        get: operations["getEffectiveStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get organization limits and usage
         * @description What the whole tree of a root may hold, and how much of it there is: `limits.managed_organizations` is the number behind `organization_limit_reached`. It is the root's; a managed organization has none of its own, and is 400. Where nothing limits the tree, `limit` is 2147483647, the greatest one there can be, and `policy_type` is `none`. `reasons_for_disallowing_resource_creation` says what would refuse a creation now.
         *
         *     The members that are about infrastructure are published and are kept for the clients that expect them: there is none, so their limits are 0 and their features are not permitted.
         */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/policy_limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get organization policy limits
         * @description The limits of a root as they are set; unlimited is a value of its own. A managed organization has none, and is 400.
         *
         *     The members that are about infrastructure are published and are kept for the clients that expect them: there is none, so their limits are 0 and their features are not permitted.
         */
        get: operations["getPolicyLimits"];
        /**
         * Set organization policy limits
         * @description Sets how many managed organizations the whole tree of a root may hold, for the operator alone: `value`, from 0, or `unlimited: true` without a value. What `GET` answers can be sent back; the other members are ignored. A limit below the present number only stops further creations. It is exact from the moment of this answer.
         */
        put: operations["setPolicyLimits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/users/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get current user details
         * @description The user whose token it is, and the organizations in which the user is `admin`, `serviceUser` or `member`, those whose role the user has accepted first, then by id: those of "List organizations". Of more than 1000 the first are shown, and that list goes on from `next_cursor`, sent as `cursor`. It is answered whatever the state of those organizations. An organization's or an operator's token is no user's.
         */
        get: operations["getCurrentUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/users_with_access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization users
         * @description The users who may enter the organization, by id, in pages: those who are `admin`, `serviceUser` or `member` of it or of an organization above it, each once. Everybody who may read the organization may read them, so they show little: a name to pick a colleague by.
         *
         *     The organization is named by `organization[id]` or `organization[sub_domain]` in query or body, or else by its id in the path.
         */
        get: operations["listUsersWithAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/api_tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organization API tokens
         * @description The organization's own tokens, oldest first: those of the organizations below it are in their own lists, and revoked ones in none. Never a secret.
         *
         *     `annotations[][key]` and `annotations[][value]` leave those which have every one of these annotations; a key without a value asks for a value of null.
         */
        get: operations["listApiTokens"];
        put?: never;
        /**
         * Create API token for organization
         * @description Makes a token of the organization, which may do there, and in all below it, what its scopes allow. Its secret is in this answer alone: only a hash of it is kept.
         *
         *     No token reaches further than the one in use: scopes that this does not cover are 403 permission_denied; a later end, more networks or more calls a minute are 403 token_bounds_exceeded. Scopes may carry the prefix `api.katapult.io/core/v1/`. Without `authorized_ip_addresses` it may be used from where the token in use may, without `expires_at` (a JSON integer) it ends with that; its calls a minute are that token's, which counts them together with its own where it has a limit of its own. Its annotations are for finding it again in the list: at most 50, no key twice, keys of up to 100 and values of up to 1,000 characters. They stay when its secret is regenerated, go to the token that replaces it, and end with it.
         *
         *     A repetition under the same `Idempotency-Key` returns the secret again only to the same token, and as long as it is the token's; to any other it is null. When the token was revoked or has expired, a repetition is 409.
         */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/api_tokens/{api_token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete organization API token
         * @description Ends a token for good, the one in use too: at once on the replica that answered, and within `TOKEN_CACHE_MS` on the others. It remains possible while the organization is suspended or not activated.
         */
        delete: operations["deleteApiToken"];
        options?: never;
        head?: never;
        /**
         * Update organization API token
         * @description Changes what is given and leaves the rest; an empty list of addresses is anywhere, and `annotations` take the place of all that there are. It holds at once on the replica that answered, and on the others for all that writes; for what reads there, and for the calls a minute, within `TOKEN_CACHE_MS`. What was under way, and is no longer granted when it writes, is refused. No token reaches further than the one in use: scopes that this does not cover are 403 permission_denied; a later end, more networks or more calls a minute are 403 token_bounds_exceeded. So is a token that reaches further already, whatever is to be changed of it; one that has ended is 409 api_token_ended, and one that was rotated takes no later end (409 api_token_replaced).
         */
        patch: operations["updateApiToken"];
        trace?: never;
    };
    "/core/v1/api_tokens/{api_token}/regenerate_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Regenerate organization API token secret
         * @description Gives a token another secret, which is in this answer alone. The old one ends at once on the replica that answered, and within `TOKEN_CACHE_MS` on the others; where several do this at a time each gets a secret, and the one that was written last is the token's. No token reaches further than the one in use: scopes that this does not cover are 403 permission_denied; a later end, more networks or more calls a minute are 403 token_bounds_exceeded. So is a token that reaches further; one that has ended is 409 api_token_ended.
         *
         *     A repetition under the same `Idempotency-Key` returns the secret again only to the same token, and as long as it is the token's; when the token has expired it is 409. A token that regenerates itself cannot repeat its request: its own secret is the one that has ended.
         */
        post: operations["regenerateApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/audit_events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List audit events of an organization and all below it
         * @description What was done in an organization and in everything below it, by whom, the newest first; with `only=self` what is about the organization itself alone. Every event was written in the transaction that made the change. Read on with `cursor` until `next_cursor` is null: every event that was there when you began comes exactly once, however many are written meanwhile.
         *
         *     `after` and `before` are unix seconds; an event at `after` is included and one at `before` is not. An event has the time at which it was written, by the database's clock. A list with `before` waits for what is being written in its window, so a window that has ended is complete: windows that meet give each event once, however long a write had waited. End them two seconds ago or earlier, since clocks differ. Where a write takes too long it is 503: ask again.
         *
         *     Those who acted from above the reader are named by their kind alone, without `id` and `ip`. They are the operator, the tokens of organizations above, and users who had a role in one of these when they acted, even if they also had one further down. Roles that are given or taken later change nothing: by adding a person an organization learns nothing about that person's earlier acts. Each organization so knows its own users and tokens and those below it.
         */
        get: operations["listAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/audit_events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all audit events
         * @description What was done in the whole installation, by whom, the newest first; what is no organization's too, such as operators' tokens. The operator's. Every event was written in the transaction that made the change. Read on with `cursor` until `next_cursor` is null: every event that was there when you began comes exactly once, however many are written meanwhile.
         *
         *     `after` and `before` are unix seconds; an event at `after` is included and one at `before` is not. An event has the time at which it was written, by the database's clock. A list with `before` waits for what is being written in its window, so a window that has ended is complete: windows that meet give each event once, however long a write had waited. End them two seconds ago or earlier, since clocks differ. Where a write takes too long it is 503: ask again.
         */
        get: operations["listAllAuditEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the events of an organization and all below it, in order
         * @description What happened in an organization and in everything below it, the oldest first. Read on with `after` of the answer, also of one without events: each event of the feed comes exactly once, in one order, whatever is written meanwhile and however late it is committed. Nothing is skipped and nothing is repeated; keep the cursor with what you made of the page. A cursor is for the feed that gave it, and never expires while the events behind it are kept: see `oldest`. One that is too old is 410, with the oldest cursor.
         *
         *     `wait` makes an answer without events wait for the first one, up to so many seconds; `more` says that there is more to read at once. With `types` a page ends after 1,000 events were looked at, so it may be empty though there is `more`. One token may wait with ten requests at a time.
         *
         *     An event is thin: it names what it is about by ids, and the reader asks for the rest with rights of their own. Types may be added.
         *
         *     Actors from above the reader are named by their kind alone, as in the audit log.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read all events, in order
         * @description What happened in the whole installation, the oldest first; what is no organization's too. The operator's. Read on with `after` of the answer, also of one without events: each event of the feed comes exactly once, in one order, whatever is written meanwhile and however late it is committed. Nothing is skipped and nothing is repeated; keep the cursor with what you made of the page. A cursor is for the feed that gave it, and never expires while the events behind it are kept: see `oldest`. One that is too old is 410, with the oldest cursor.
         *
         *     `wait` makes an answer without events wait for the first one, up to so many seconds; `more` says that there is more to read at once. With `types` a page ends after 1,000 events were looked at, so it may be empty though there is `more`. One token may wait with ten requests at a time.
         *
         *     An event is thin: it names what it is about by ids, and the reader asks for the rest with rights of their own. Types may be added.
         */
        get: operations["listAllEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/organizations/{organization}/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints of an organization
         * @description The organization's own webhook endpoints, oldest first. Never a secret.
         */
        get: operations["listWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint for an organization
         * @description Has the events of the organization, and of all below it, sent to a URL from now on, signed after Standard Webhooks. The secret, which signs what is sent, is in this answer alone. The URL is `https` and its host public, unless the operator has allowed networks (422 webhook_url_not_allowed). At most 20 endpoints (422 webhook_endpoint_limit_reached). A repetition under the same `Idempotency-Key` returns the secret again only to the same token.
         */
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints of the operator
         * @description The operator's own webhook endpoints, oldest first. Never a secret.
         */
        get: operations["listOperatorWebhookEndpoints"];
        put?: never;
        /**
         * Create a webhook endpoint for the operator
         * @description Has the events of the whole installation sent to a URL from now on. The secret, which signs what is sent, is in this answer alone. The URL is `https` and its host public, unless the operator has allowed networks (422 webhook_url_not_allowed). At most 20 endpoints (422 webhook_endpoint_limit_reached).
         */
        post: operations["createOperatorWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a webhook endpoint
         * @description One webhook endpoint of an organization, or for the operator any. Never its secret.
         */
        get: operations["getWebhookEndpoint"];
        put?: never;
        post?: never;
        /**
         * Delete a webhook endpoint
         * @description Nothing is sent to it any more, not even what was due.
         */
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint
         * @description Changes what is given and leaves the rest: an empty description is none, an empty list of types is all. While it is disabled nothing is sent, and what happens is not kept for it: replay it afterwards. Enabling one that was disabled as it failed begins anew.
         */
        patch: operations["updateWebhookEndpoint"];
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}/rotate_secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate the secret of a webhook endpoint
         * @description Gives the endpoint a new secret, which is in this answer alone. For `previous_valid_for` seconds (a day, unless given; 0 for a secret that leaked) each delivery is signed with both, so that the receiver can change at any time within it.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List deliveries to a webhook endpoint
         * @description What is sent to the endpoint, the newest event first. Deliveries are kept for 30 days. Read on with `cursor` until `next_cursor` is null.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}/deliveries/{webhook_delivery}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a delivery to a webhook endpoint
         * @description The delivery of one event.
         */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test to a webhook endpoint
         * @description Has an event of the type `webhook.test` sent to the endpoint, once: it is not repeated if it fails. Show the delivery a moment later to see how it went.
         */
        post: operations["testWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}/deliveries/{webhook_delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an event to a webhook endpoint again
         * @description Has a delivery made again that has succeeded or failed, with the same `webhook-id`; one that is pending stays as it is.
         */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/webhook_endpoints/{webhook_endpoint}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send all events since a cursor to a webhook endpoint again
         * @description Has the events behind a cursor of the feed sent to the endpoint, with the same `webhook-id` as before: those of its tree and types, at most 500 in a call. Deliveries that have ended are made again, those that are pending stay as they are, and an event that has none, as it is older than the endpoint or its delivery was cleared, gets one. Call again with `next_cursor` until it is null; with types a call looks at 1,000 events, so it may queue none and have a next cursor.
         */
        post: operations["replayWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/currencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List currencies
         * @description The currencies of ISO 4217 that are in force, by their English names in alphabetical order. Any valid token may read them.
         */
        get: operations["listCurrencies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/currencies/{currency}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get currency
         * @description The currency that is named by `currency[id]` or `currency[iso_code]` (`EUR`, or `eur`) in query or body, or else by its id in the path.
         */
        get: operations["getCurrency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List countries
         * @description The countries of ISO 3166-1 and Kosovo (`XK`), by their English names in alphabetical order. Any valid token may read them.
         */
        get: operations["listCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/countries/{country}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get country
         * @description The country that is named by `country[id]`, `country[iso_code2]` (`GB`) or `country[iso_code3]` (`GBR`) in query or body, in capital or small letters, or else by its id in the path.
         */
        get: operations["getCountry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/countries/{country}/country_states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List country states
         * @description The subdivisions of a country, of all levels of ISO 3166-2, by their names in alphabetical order. The country is named as in "Get country". It may have none.
         */
        get: operations["listCountryStates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/country_states/{country_state}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get country state
         * @description The subdivision of a country that is named by `country_state[id]` in query or body, or else by its id in the path.
         */
        get: operations["getCountryState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Apia schema
         * @description What is served below `/core/v1`, in the form of an Apia schema: routes, endpoints with their arguments, fields and errors. `host` is what the request was sent to. It needs no token. Its `ETag` as `If-None-Match` is answered 304 for as long as it is the same.
         */
        get: operations["getApiaSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/v1/schema/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * OpenAPI document
         * @description The part of `/openapi.json` that is served below `/core/v1`, as OpenAPI 3.1. It needs no token. Its `ETag` as `If-None-Match` is answered 304 for as long as it is the same.
         */
        get: operations["getCoreV1Document"];
        put?: never;
        post?: never;
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
         * Is the process alive?
         * @description Asks nothing but the process itself: a restart mends no database.
         */
        get: operations["getLiveness"];
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
         * Should requests be sent here?
         * @description Ready when a tenant can be made: the database answers and takes writes, its schema is at least what this build needs and holds the reference data, and the process is not on its way out.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    receiveEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An event
         * @description Sent to each enabled endpoint that hears of the organization and has the type, signed after Standard Webhooks 1.0. At least once, and perhaps out of order. It has ids alone: read the rest with your own token.
         */
        post: operations["receiveEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    receiveTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A test
         * @description Sent to an endpoint that is being tested, in the same way as an event.
         */
        post: operations["receiveTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        APITokenArguments: {
            /** @description What people call the token. One line, without control, format or direction characters. */
            name?: string | null;
            /** @description From where it may be used; an empty list is anywhere. */
            authorized_ip_addresses?: components["schemas"]["Network"][] | null;
            /** @description When it ends. */
            expires_at?: components["schemas"]["UnixTime"] | null;
            /** @description What it may do. */
            scopes?: string[] | null;
        };
        /** @description Provides for API tokens to be looked up: by exactly one of its members. */
        APITokenLookup: {
            /** @description The id of the token, never its secret. */
            id?: string | null;
        };
        AccessToken: {
            id: components["schemas"]["Id"];
            /** @example backend */
            label: string;
            /** @description The user whose token it is; absent for others. */
            user?: components["schemas"]["Id"];
            /**
             * @description The organization whose token it is; absent for others.
             * @example [
             *       "59cd72485007a239fb00282ed480da1f"
             *     ]
             */
            organizations?: components["schemas"]["Id"][];
            /**
             * @description This service's own names.
             * @example [
             *       "enterprises"
             *     ]
             */
            scope: string[];
            created: components["schemas"]["Timestamp"];
            /** @description Absent where it never ends. */
            expires?: components["schemas"]["Timestamp"];
            /**
             * @description Addresses and networks; none is anywhere.
             * @example [
             *       "192.0.2.7",
             *       "10.0.0.0/8"
             *     ]
             */
            ipRestrict: string[];
            /** @description False: no token is extended here. */
            isExtensible: boolean;
        };
        AccessTokenPage: {
            accessTokens: components["schemas"]["AccessToken"][];
            /** @description Absent on the last page. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        ActivateOrganizationRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
        };
        AddEnterpriseUserOfOrganizationRequest: {
            /** @description The email of the user. */
            email: components["schemas"]["Email"];
            /** @description What the user may do; of several the one that allows most counts. */
            permissions?: ("admin" | "auditor" | "wallet.create") | ("admin" | "auditor" | "wallet.create")[];
        };
        AddEnterpriseUsersRequest: {
            /** @description The email of the user. Required without `usernames`. Not together with `usernames`. */
            username?: components["schemas"]["Email"];
            /** @description The emails of several users. */
            usernames?: components["schemas"]["Email"][];
            /** @description What they may do; of several the one that allows most counts. */
            permission?: ("admin" | "auditor" | "wallet.create") | ("admin" | "auditor" | "wallet.create")[];
            /** @description Whether unknown emails become users. */
            invite?: boolean;
        } & (unknown | unknown);
        AddOrganizationUserRequest: {
            /** @description The email of the user. */
            username: components["schemas"]["Email"];
            /**
             * @description What the user may do.
             * @enum {string}
             */
            role: "admin" | "member";
        };
        AnnotatedApiTokenAnswer: {
            api_token: components["schemas"]["ApiToken"];
            annotations: components["schemas"]["Annotation"][];
        };
        Annotation: {
            /** @example plan */
            key: string;
            /** @example gold */
            value: string | null;
        };
        AnnotationsAnswer: {
            annotations: components["schemas"]["Annotation"][];
        };
        ApiToken: {
            id: components["schemas"]["Id"];
            /** @example backend */
            name: string;
            /** @description Null for a token of a user or the operator. */
            organization_id: components["schemas"]["Id"] | null;
            /**
             * @description Addresses and networks; none is anywhere.
             * @example [
             *       "192.0.2.7",
             *       "10.0.0.0/8"
             *     ]
             */
            authorized_ip_addresses: string[];
            expires_at: components["schemas"]["UnixTime"] | null;
            /**
             * @description Calls a minute; 0 is without limit. A token that was made through one with a limit of its own shares its count.
             * @example 1000
             */
            rate_limit: number;
            /**
             * @example [
             *       "managed_organizations",
             *       "enterprises"
             *     ]
             */
            scopes: string[];
            /**
             * @description Given only when the token is created or its secret regenerated.
             * @example tnt_…
             */
            secret: string | null;
        };
        ApiTokenAnswer: {
            api_token: components["schemas"]["ApiToken"];
        };
        ApiTokenPage: {
            pagination: components["schemas"]["Pagination"];
            api_tokens: components["schemas"]["ApiToken"][];
        };
        ApiV2AccessTokenNotFoundError: {
            /** @example There is no access token of this id that is yours and has not ended. */
            error: string;
            /** @constant */
            name: "AccessTokenNotFound";
            /**
             * @example {
             *       "id": "59cd72485007a239fb00282ed480da1f"
             *     }
             */
            context: {
                id?: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2AccessTokenReplacedError: {
            /** @example The access token was rotated before. Rotate the one that has replaced it, or end that one and make another. */
            error: string;
            /** @constant */
            name: "AccessTokenReplaced";
            /**
             * @example {
             *       "id": "59cd72485007a239fb00282ed480da1f",
             *       "replacedBy": "6854341f9b1b4a0d8f0e2c7a5d3b9e10"
             *     }
             */
            context: {
                id: string;
                replacedBy: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2BadRequestError: {
            /** @example The request is not well-formed HTTP. */
            error: string;
            /** @constant */
            name: "BadRequest";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2DeletionStepsNotSatisfiedError: {
            /** @example It cannot be deleted yet. Do this first: Delete them. */
            error: string;
            /** @constant */
            name: "DeletionStepsNotSatisfied";
            /**
             * @example {
             *       "steps": {
             *         "managed_organizations": {
             *           "satisfied": false,
             *           "description": "Delete them"
             *         }
             *       }
             *     }
             */
            context: {
                steps: {
                    managed_organizations?: {
                        satisfied: boolean;
                        description: string;
                    };
                    enterprises?: {
                        satisfied: boolean;
                        description: string;
                    };
                };
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2EnterpriseFrozenError: {
            /** @example The enterprise is frozen: its profile and its users cannot be changed. Wait until it has thawed. */
            error: string;
            /** @constant */
            name: "EnterpriseFrozen";
            /**
             * @example {
             *       "enterpriseId": "59cd72485007a239fb00282ed480da1f",
             *       "expires": "2026-11-22T11:34:20.000Z"
             *     }
             */
            context: {
                enterpriseId: string;
                expires: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2EnterpriseNotFoundError: {
            /** @example There is no enterprise of this id that the access token may see. */
            error: string;
            /** @constant */
            name: "EnterpriseNotFound";
            /**
             * @example {
             *       "enterpriseId": "59cd72485007a239fb00282ed480da1f"
             *     }
             */
            context: {
                enterpriseId: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2ForbiddenError: {
            /** @example The access token's owner may not do this: The role in this organization does not allow this */
            error: string;
            /** @constant */
            name: "Forbidden";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2IdempotencyKeyConflictError: {
            /** @example This idempotency key was already used with another email. Use a new key for a new request. */
            error: string;
            /** @constant */
            name: "IdempotencyKeyConflict";
            /**
             * @example {
             *       "enterpriseId": "59cd72485007a239fb00282ed480da1f",
             *       "differs": [
             *         "email"
             *       ]
             *     }
             */
            context: {
                enterpriseId?: string;
                differs: string[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2IdempotencyKeyInProgressError: {
            /** @example A request with this idempotency key is still being worked on. Send the same request again in a second. */
            error: string;
            /** @constant */
            name: "IdempotencyKeyInProgress";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2IdempotencyKeySpentError: {
            /** @example What this idempotency key has made is gone: the organization 59cd72485007a239fb00282ed480da1f. Use a new key to make another. */
            error: string;
            /** @constant */
            name: "IdempotencyKeySpent";
            /**
             * @example {
             *       "type": "organization",
             *       "id": "59cd72485007a239fb00282ed480da1f"
             *     }
             */
            context: {
                type: string;
                id: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2InternalServerError: {
            /** @example Something went wrong on our side. Send the same request again, or report its requestId. */
            error: string;
            /** @constant */
            name: "InternalServerError";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2InvalidEnterpriseIdError: {
            /** @example The enterprise id in the path must be 32 lower-case hexadecimal digits. */
            error: string;
            /** @constant */
            name: "InvalidEnterpriseId";
            /**
             * @example {
             *       "id": "x"
             *     }
             */
            context: {
                id: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2InvalidError: {
            /** @example The request is not valid: name is required. */
            error: string;
            /** @constant */
            name: "Invalid";
            /**
             * @example {
             *       "fields": [
             *         {
             *           "path": "name",
             *           "rule": "missing"
             *         }
             *       ]
             *     }
             */
            context: {
                fields: {
                    path: string;
                    rule: string;
                }[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2InvalidJsonError: {
            /** @example The request body is not usable JSON: Unexpected end of JSON input */
            error: string;
            /** @constant */
            name: "InvalidJson";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2InvalidOrganizationIdError: {
            /** @example The organization id in the path must be 32 lower-case hexadecimal digits. */
            error: string;
            /** @constant */
            name: "InvalidOrganizationId";
            /**
             * @example {
             *       "id": "x"
             *     }
             */
            context: {
                id: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2InvalidUserIdError: {
            /** @example The user id in the path must be 32 lower-case hexadecimal digits. */
            error: string;
            /** @constant */
            name: "InvalidUserId";
            /**
             * @example {
             *       "id": "x"
             *     }
             */
            context: {
                id: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2LastAdminError: {
            /** @example The enterprise would be left without an admin. Make another user an admin of it first. */
            error: string;
            /** @constant */
            name: "LastAdmin";
            /**
             * @example {
             *       "enterpriseId": "59cd72485007a239fb00282ed480da1f"
             *     }
             */
            context: {
                enterpriseId: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2NetworkNotAllowedError: {
            /** @example The access token may not be used from 203.0.113.7. Use it from one of the networks it is bound to. */
            error: string;
            /** @constant */
            name: "NetworkNotAllowed";
            /**
             * @example {
             *       "ipAddress": "203.0.113.7"
             *     }
             */
            context: {
                ipAddress: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2OrganizationNotActivatedError: {
            /** @example The organization has not been activated yet. Ask the operator of this service to activate it. */
            error: string;
            /** @constant */
            name: "OrganizationNotActivated";
            /**
             * @example {
             *       "organizationId": "59cd72485007a239fb00282ed480da1f"
             *     }
             */
            context: {
                organizationId: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2OrganizationNotFoundError: {
            /** @example There is no organization of this id that the access token may see. */
            error: string;
            /** @constant */
            name: "OrganizationNotFound";
            /**
             * @example {
             *       "organizationId": "59cd72485007a239fb00282ed480da1f"
             *     }
             */
            context: {
                organizationId: string;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2OrganizationSuspendedError: {
            /** @example The organization is suspended. Ask for the suspension to be lifted. */
            error: string;
            /** @constant */
            name: "OrganizationSuspended";
            /**
             * @example {
             *       "organizationId": "59cd72485007a239fb00282ed480da1f",
             *       "inherited": false
             *     }
             */
            context: {
                organizationId: string;
                inherited: boolean;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2PayloadTooLargeError: {
            /** @example The request body is too large. Send at most 65536 bytes. */
            error: string;
            /** @constant */
            name: "PayloadTooLarge";
            /**
             * @example {
             *       "limitBytes": 65536
             *     }
             */
            context: {
                limitBytes: number;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2PreconditionFailedError: {
            /** @example It was changed since you read it: none of the tags in If-Match is its own. Read it again, then change it. */
            error: string;
            /** @constant */
            name: "PreconditionFailed";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2RateLimitExceededError: {
            /** @example More than 1000 calls a minute were made with this access token and those that share its count, or from this address without a valid one. Try again in 17 s. */
            error: string;
            /** @constant */
            name: "RateLimitExceeded";
            /**
             * @example {
             *       "retryAfterSeconds": 17
             *     }
             */
            context: {
                retryAfterSeconds: number;
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2ScopeNotGrantedError: {
            /** @example The access token lacks the scope for this call. Use a token with one of: enterprises. */
            error: string;
            /** @constant */
            name: "ScopeNotGranted";
            /**
             * @example {
             *       "scopes": [
             *         "enterprises"
             *       ]
             *     }
             */
            context: {
                scopes: string[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2ServiceUnavailableError: {
            /** @example The service cannot answer at the moment. Whether a write was done is open: send the same request again. */
            error: string;
            /** @constant */
            name: "ServiceUnavailable";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2TokenBoundsExceededError: {
            /** @example No access token can reach further than the one it is made with. Ask for no more of: duration. */
            error: string;
            /** @constant */
            name: "TokenBoundsExceeded";
            /**
             * @example {
             *       "bounds": [
             *         "duration"
             *       ]
             *     }
             */
            context: {
                bounds: string[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2UnauthorizedError: {
            /** @example No access token was sent. Send one in the header "Authorization: Bearer <token>". */
            error: string;
            /** @constant */
            name: "Unauthorized";
            context: Record<string, never>;
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2UnsupportedContentEncodingError: {
            /** @example The request body is compressed in a way that is not read here. Send it as it is, or in gzip or deflate or br. */
            error: string;
            /** @constant */
            name: "UnsupportedContentEncoding";
            /**
             * @example {
             *       "accepted": [
             *         "gzip",
             *         "deflate",
             *         "br"
             *       ]
             *     }
             */
            context: {
                accepted: string[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2UnsupportedMediaTypeError: {
            /** @example The request body has a media type that is not read here. Send it as application/json. */
            error: string;
            /** @constant */
            name: "UnsupportedMediaType";
            /**
             * @example {
             *       "accepted": [
             *         "application/json"
             *       ]
             *     }
             */
            context: {
                accepted: string[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiV2UserNotFoundError: {
            /** @example No user of these ids is visible to the organization. Nothing was created or changed. */
            error: string;
            /** @constant */
            name: "UserNotFound";
            /**
             * @example {
             *       "userIds": [
             *         "59cd72485007a239fb00282ed480da1f"
             *       ]
             *     }
             */
            context: {
                userIds: string[];
            };
            requestId: components["schemas"]["RequestId"];
        };
        ApiaDefinition: {
            /** @example scalar */
            type: string;
            /**
             * @example {
             *       "id": "Apia/Scalars/String",
             *       "name": "String",
             *       "description": null
             *     }
             */
            value: Record<string, never>;
        };
        ApiaSchema: {
            /** @enum {integer} */
            schema_version: 1;
            /** @example tenantry.example.com */
            host: string;
            /** @example /core/v1 */
            namespace: string;
            /** @example CoreAPI/Base */
            api: string;
            objects: components["schemas"]["ApiaDefinition"][];
        };
        AuditActor: {
            /** @enum {string} */
            kind: "operator" | "organization" | "user" | "system";
            /**
             * @description The id of the token that was used; null for those who acted from above the reader, as the operator did.
             * @example 019aa3c0b1f2700093b4c5d6e7f80911
             */
            id: string | null;
        };
        AuditEvent: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["UnixTime"];
            /**
             * @description Dotted, past tense: `organization.created`.
             * @example token.created
             */
            action: string;
            actor: components["schemas"]["AuditActor"];
            /**
             * @description The `X-Request-Id` of the call that did it.
             * @example 01a2030921c870009a3acea5380f052a
             */
            request_id: string;
            /** @example 192.0.2.7 */
            ip: string | null;
            /**
             * @description The organization that it is about; null for what has none.
             * @example 019aa3c0b1f2700093b4c5d6e7f80910
             */
            organization_id: string | null;
            subject: components["schemas"]["AuditSubject"];
            /**
             * @description Ids, codes and numbers; which ones depends on the action. An id of an organization above the reader is null.
             * @example {
             *       "kind": "organization",
             *       "scopes": "enterprises"
             *     }
             */
            data: Record<string, never>;
        };
        AuditEventPage: {
            audit_events: components["schemas"]["AuditEvent"][];
            /** @example null */
            next_cursor: string | null;
        };
        AuditSubject: {
            /** @example access_token */
            type: string;
            id: components["schemas"]["Id"];
        };
        CallerOrganization: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /**
             * @description Appended to the email in the names of new enterprises.
             * @example (Acme)
             */
            enterpriseNameSuffix?: string;
            defaultEnterpriseValues: components["schemas"]["DefaultEnterpriseValues"];
            /** @constant */
            businessModel: "cryptoAsAService";
        };
        CallerOrganizationAnswer: {
            organization: components["schemas"]["CallerOrganization"];
        };
        CallerOrganizationItem: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /** @example 3 */
            enterpriseCount: number;
            /** @enum {string} */
            role: "serviceUser" | "admin" | "member" | "customer";
            /** @constant */
            businessModel: "cryptoAsAService";
        };
        CallerOrganizationList: {
            organizations: components["schemas"]["CallerOrganizationItem"][];
            /** @description There only where the list was cut: what goes on behind it. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        ClientConstants: {
            constants: components["schemas"]["Nothing"];
            /**
             * @description Seconds.
             * @example 3600
             */
            ttl: number;
        };
        CoreV1ApiTokenEndedError: {
            error: {
                /** @constant */
                code: "api_token_ended";
                /** @example The API token has ended, and an ended token is neither updated nor regenerated */
                description: string | null;
                /**
                 * @example {
                 *       "details": "The API token expired at 2026-11-22T11:34:20.000Z"
                 *     }
                 */
                detail: {
                    details: string;
                };
            };
        };
        CoreV1ApiTokenNotFoundError: {
            error: {
                /** @constant */
                code: "api_token_not_found";
                /** @example No API token was found matching any of the criteria provided in the arguments. */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1ApiTokenReplacedError: {
            error: {
                /** @constant */
                code: "api_token_replaced";
                /** @example The API token has been rotated, and cannot be given a later end than its rotation has set */
                description: string | null;
                /**
                 * @example {
                 *       "id": "59cd72485007a239fb00282ed480da1f",
                 *       "replaced_by": "6854341f9b1b4a0d8f0e2c7a5d3b9e10"
                 *     }
                 */
                detail: {
                    id: string;
                    replaced_by: string;
                };
            };
        };
        CoreV1BadRequestError: {
            error: {
                /** @constant */
                code: "bad_request";
                /** @example The request is not well-formed HTTP. */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1CountryNotFoundError: {
            error: {
                /** @constant */
                code: "country_not_found";
                /** @example No country was found matching any of the criteria provided in the arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1CountryStateNotFoundError: {
            error: {
                /** @constant */
                code: "country_state_not_found";
                /** @example No country state was found matching any of the criteria provided in the arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1CurrencyNotFoundError: {
            error: {
                /** @constant */
                code: "currency_not_found";
                /** @example No currency was found matching any of the criteria provided in the arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1DeletionStepsNotSatisfiedError: {
            error: {
                /** @constant */
                code: "deletion_steps_not_satisfied";
                /** @example Not all deletion steps have been satisfied, ensure all steps are satisfied before attempting deletion */
                description: string | null;
                /**
                 * @example {
                 *       "steps": {
                 *         "managed_organizations": {
                 *           "satisfied": false,
                 *           "description": "Delete them"
                 *         }
                 *       }
                 *     }
                 */
                detail: {
                    steps: {
                        managed_organizations?: {
                            satisfied: boolean;
                            description: string;
                        };
                        enterprises?: {
                            satisfied: boolean;
                            description: string;
                        };
                    };
                };
            };
        };
        CoreV1EventCursorExpiredError: {
            error: {
                /** @constant */
                code: "event_cursor_expired";
                /** @example Events behind this cursor have been cleared, read on from the oldest one in the detail and compare what you hold */
                description: string | null;
                /**
                 * @example {
                 *       "oldest": "Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS"
                 *     }
                 */
                detail: {
                    oldest: string;
                };
            };
        };
        CoreV1IdempotencyKeyConflictError: {
            error: {
                /** @constant */
                code: "idempotency_key_conflict";
                /** @example The idempotency key provided has already been used for a request with other arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1IdempotencyKeyInProgressError: {
            error: {
                /** @constant */
                code: "idempotency_key_in_progress";
                /** @example A request with the idempotency key provided is still in progress, please try again later */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1IdempotencyKeySpentError: {
            error: {
                /** @constant */
                code: "idempotency_key_spent";
                /** @example What was made with the idempotency key provided is gone, use a new key to make another */
                description: string | null;
                /**
                 * @example {
                 *       "type": "organization",
                 *       "id": "59cd72485007a239fb00282ed480da1f"
                 *     }
                 */
                detail: {
                    type: string;
                    id: string;
                };
            };
        };
        CoreV1InvalidApiTokenError: {
            error: {
                /** @constant */
                code: "invalid_api_token";
                /** @example The API token provided was not valid (it may not exist or have expired) */
                description: string | null;
                /**
                 * @example {
                 *       "details": null
                 *     }
                 */
                detail: {
                    details: string | null;
                };
            };
        };
        CoreV1InvalidArgumentError: {
            error: {
                /** @constant */
                code: "invalid_argument";
                /** @example The 'name' argument is invalid */
                description: string | null;
                /**
                 * @example {
                 *       "path": [
                 *         "name"
                 *       ],
                 *       "index": null,
                 *       "issue": "invalid_scalar",
                 *       "issue_description": "The value provided was not of an appropriate type for the scalar that was requested. For example, you may have passed a string where an integer was required etc...",
                 *       "errors": [],
                 *       "argument": {
                 *         "id": "CoreAPI/ArgumentSets/RequestHeaders/NameArgument",
                 *         "name": "name",
                 *         "description": null
                 *       }
                 *     }
                 */
                detail: {
                    path: string[];
                    index: number | null;
                    issue: string;
                    issue_description: string | null;
                    errors: string[];
                    argument: {
                        id: string;
                        name: string;
                        description: string | null;
                    };
                };
            };
        };
        CoreV1InvalidJsonBodyError: {
            error: {
                /** @constant */
                code: "invalid_json_body";
                /** @example The JSON body provided with this request is invalid */
                description: string | null;
                /**
                 * @example {
                 *       "details": "Unexpected end of JSON input"
                 *     }
                 */
                detail: {
                    details: string;
                };
            };
        };
        CoreV1ManagedOrganizationRequiredError: {
            error: {
                /** @constant */
                code: "managed_organization_required";
                /** @example Only managed organizations can be deleted using this endpoint */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1MissingApiTokenError: {
            error: {
                /** @constant */
                code: "missing_api_token";
                /** @example No API token was provided in the Authorization header. Ensure a token is provided prefixed with Bearer */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1MissingRequiredArgumentError: {
            error: {
                /** @constant */
                code: "missing_required_argument";
                /** @example The 'name' argument is required but has not been provided */
                description: string | null;
                /**
                 * @example {
                 *       "path": [
                 *         "name"
                 *       ],
                 *       "argument": {
                 *         "name": "name",
                 *         "description": null
                 *       }
                 *     }
                 */
                detail: {
                    path: string[];
                    argument: {
                        name: string;
                        description: string | null;
                    };
                };
            };
        };
        CoreV1NoUserAssociatedWithIdentityError: {
            error: {
                /** @constant */
                code: "no_user_associated_with_identity";
                /** @example There is no user associated with this API token */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1OrganizationLimitReachedError: {
            error: {
                /** @constant */
                code: "organization_limit_reached";
                /** @example The maxmium number of organizations that can be created has been reached */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1OrganizationNotActivatedError: {
            error: {
                /** @constant */
                code: "organization_not_activated";
                /** @example An organization was found from the arguments provided but it wasn't activated yet */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1OrganizationNotFoundError: {
            error: {
                /** @constant */
                code: "organization_not_found";
                /** @example No organization was found matching any of the criteria provided in the arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1OrganizationSuspendedError: {
            error: {
                /** @constant */
                code: "organization_suspended";
                /** @example An organization was found from the arguments provided but it was suspended */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1PayloadTooLargeError: {
            error: {
                /** @constant */
                code: "payload_too_large";
                /** @example The body provided with this request is larger than 65536 bytes */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1PermissionDeniedError: {
            error: {
                /** @constant */
                code: "permission_denied";
                /** @example The authenticated identity is not permitted to perform this action */
                description: string | null;
                /**
                 * @example {
                 *       "details": "The role in this organization does not allow this"
                 *     }
                 */
                detail: {
                    details: string;
                };
            };
        };
        CoreV1PolicyNotAvailableForManagedOrganizationsError: {
            error: {
                /** @constant */
                code: "policy_not_available_for_managed_organizations";
                /** @example Managed organizations do not have policies. Make this request on the parent organization instead. */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1PreconditionFailedError: {
            error: {
                /** @constant */
                code: "precondition_failed";
                /** @example The object has been changed since it was read, none of the tags in If-Match is its current one */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1RateLimitReachedError: {
            error: {
                /** @constant */
                code: "rate_limit_reached";
                /** @example You have reached the rate limit for this type of request */
                description: string | null;
                /**
                 * @example {
                 *       "total_permitted": 1000
                 *     }
                 */
                detail: {
                    total_permitted: number;
                };
            };
        };
        CoreV1ScopeNotGrantedError: {
            error: {
                /** @constant */
                code: "scope_not_granted";
                /** @example The scope required for this endpoint has not been granted to the authenticating identity */
                description: string | null;
                /**
                 * @example {
                 *       "scopes": [
                 *         "enterprises"
                 *       ]
                 *     }
                 */
                detail: {
                    scopes: string[];
                };
            };
        };
        CoreV1SecretsKeyMissingError: {
            error: {
                /** @constant */
                code: "secrets_key_missing";
                /** @example The operator of this service has to set SECRETS_KEY before webhook endpoints can have secrets */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1ServiceUnavailableError: {
            error: {
                /** @constant */
                code: "service_unavailable";
                /** @example The service is currently unavailable, please try again later */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1TokenBoundsExceededError: {
            error: {
                /** @constant */
                code: "token_bounds_exceeded";
                /** @example No API token can reach further than the one that it is created, updated or regenerated with */
                description: string | null;
                /**
                 * @example {
                 *       "bounds": [
                 *         "expires_at"
                 *       ]
                 *     }
                 */
                detail: {
                    bounds: string[];
                };
            };
        };
        CoreV1TooManyWaitingError: {
            error: {
                /** @constant */
                code: "too_many_waiting";
                /** @example Too many requests are waiting for events already, wait with fewer at a time or ask without wait */
                description: string | null;
                /**
                 * @example {
                 *       "limit": 10
                 *     }
                 */
                detail: {
                    limit: number;
                };
            };
        };
        CoreV1UnauthorizedNetworkForApiTokenError: {
            error: {
                /** @constant */
                code: "unauthorized_network_for_api_token";
                /** @example Network is not allowed to access the API with this API token */
                description: string | null;
                /**
                 * @example {
                 *       "ip_address": "203.0.113.7"
                 *     }
                 */
                detail: {
                    ip_address: string;
                };
            };
        };
        CoreV1UnhandledExceptionError: {
            error: {
                /** @constant */
                code: "unhandled_exception";
                /** @example null */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1UnsupportedContentEncodingError: {
            error: {
                /** @constant */
                code: "unsupported_content_encoding";
                /** @example The body provided with this request has a content encoding that is not supported */
                description: string | null;
                /**
                 * @example {
                 *       "accepted": [
                 *         "gzip",
                 *         "deflate",
                 *         "br"
                 *       ]
                 *     }
                 */
                detail: {
                    accepted: string[];
                };
            };
        };
        CoreV1ValidationError: {
            error: {
                /** @constant */
                code: "validation_error";
                /** @example A validation error occurred with the object that was being created/updated/deleted */
                description: string | null;
                /**
                 * @example {
                 *       "errors": [
                 *         "Sub domain has already been taken"
                 *       ]
                 *     }
                 */
                detail: {
                    errors: string[];
                };
            };
        };
        CoreV1WebhookDeliveryNotFoundError: {
            error: {
                /** @constant */
                code: "webhook_delivery_not_found";
                /** @example No webhook delivery was found matching any of the criteria provided in the arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1WebhookEndpointDisabledError: {
            error: {
                /** @constant */
                code: "webhook_endpoint_disabled";
                /** @example The webhook endpoint is disabled, enable it before anything is sent to it */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1WebhookEndpointLimitReachedError: {
            error: {
                /** @constant */
                code: "webhook_endpoint_limit_reached";
                /** @example The maximum number of webhook endpoints has been reached, delete one to create another */
                description: string | null;
                /**
                 * @example {
                 *       "limit": 20
                 *     }
                 */
                detail: {
                    limit: number;
                };
            };
        };
        CoreV1WebhookEndpointNotFoundError: {
            error: {
                /** @constant */
                code: "webhook_endpoint_not_found";
                /** @example No webhook endpoint was found matching any of the criteria provided in the arguments */
                description: string | null;
                detail: Record<string, never>;
            };
        };
        CoreV1WebhookUrlNotAllowedError: {
            error: {
                /** @constant */
                code: "webhook_url_not_allowed";
                /** @example Nothing may be delivered to the URL of the webhook endpoint */
                description: string | null;
                /**
                 * @example {
                 *       "details": "It must begin with https://"
                 *     }
                 */
                detail: {
                    details: string;
                };
            };
        };
        Country: {
            id: components["schemas"]["Id"];
            /** @example United States of America */
            name: string;
            /** @example US */
            iso_code2: string;
            /** @example USA */
            iso_code3: string;
            /** @example America/New_York */
            time_zone: string | null;
            eu: boolean;
        };
        CountryAnswer: {
            country: components["schemas"]["Country"];
        };
        /** @description Provides for countries to be looked up: by exactly one of its members. */
        CountryLookup: {
            /** @description The id of the country. */
            id?: string | null;
            /** @description Its code of two letters, in any case. */
            iso_code2?: string | null;
            /** @description Its code of three letters, in any case. */
            iso_code3?: string | null;
        };
        CountryPage: {
            pagination: components["schemas"]["Pagination"];
            countries: components["schemas"]["ReferenceItem"][];
        };
        CountryState: {
            id: components["schemas"]["Id"];
            /** @example California */
            name: string;
            /** @example CA */
            code: string;
            country: components["schemas"]["Country"];
        };
        CountryStateAnswer: {
            country_state: components["schemas"]["CountryState"];
        };
        /** @description Provides for country states to be looked up: by exactly one of its members. */
        CountryStateLookup: {
            /** @description The id of the country state. */
            id?: string | null;
        };
        CountryStatePage: {
            pagination: components["schemas"]["Pagination"];
            country_states: components["schemas"]["ReferenceItem"][];
        };
        CreateAccessTokenRequest: {
            /** @description What people call the token. One line, without control, format or direction characters. */
            label: string;
            /** @description What it may do. */
            scope?: ("organizations:read" | "organizations:write" | "organizations:delete" | "managed_organizations" | "managed_organizations:delete" | "enterprises" | "enterprises:read" | "users" | "users:read" | "api_tokens" | "api_tokens:read" | "audit:read" | "webhooks" | "webhooks:read" | "all" | "openid" | "profile" | "enterprise_manage_all" | "enterprise_view_all" | "user_manage" | "auditlogs_view_all") | ("organizations:read" | "organizations:write" | "organizations:delete" | "managed_organizations" | "managed_organizations:delete" | "enterprises" | "enterprises:read" | "users" | "users:read" | "api_tokens" | "api_tokens:read" | "audit:read" | "webhooks" | "webhooks:read" | "all" | "openid" | "profile" | "enterprise_manage_all" | "enterprise_view_all" | "user_manage" | "auditlogs_view_all")[];
            /** @description For how many seconds it is valid. */
            duration?: number;
            /** @description From where it may be used. */
            ipRestrict?: components["schemas"]["Network"][] | null;
        };
        CreateApiTokenRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /** @description What the token is and may do. */
            properties: components["schemas"]["APITokenArguments"];
            /** @description Annotations to add to this API token. */
            annotations?: components["schemas"]["KeyValue"][] | null;
        };
        CreateEnterpriseRequest: {
            /** @description The email of the customer, who becomes an admin. */
            email: components["schemas"]["Email"];
            /** @description Names this creation: the same key never creates a second enterprise. Any text, compared byte by byte. */
            idempotencyKey: string;
            /** @description Users who become admins as well; they must be visible to the organization. */
            additionalAdmins: string[];
            /** @description How other systems name the customer. */
            thirdPartyIdentifier?: components["schemas"]["ThirdPartyIdentifier"][];
            /**
             * @description What the customer is; by default what the organization has set, or else `individual`.
             * @enum {string}
             */
            accountType?: "individual" | "entity";
            /** @description Whether the enterprise is a crypto-as-a-service one, by default true; it is kept and changes nothing here. */
            isCaaS?: boolean;
        };
        CreateManagedOrganizationRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /** @description What people call the organization. One line, without control, format or direction characters. */
            name: string;
            /** @description The name by which URLs and look-ups name it. */
            sub_domain: components["schemas"]["SubDomain"];
            /** @description Annotations to add to this organization. */
            annotations?: components["schemas"]["KeyValue"][] | null;
        };
        CreateOperatorWebhookEndpointRequest: {
            /** @description Where events are sent to. `https`, a public host, no credentials and no fragment. */
            url: string;
            /** @description What it is for. One line, without control, format or direction characters; may be empty. */
            description?: string | null;
            /** @description The types of events that it receives; an empty list is all, those of later releases included. */
            types?: string[] | null;
        };
        CreateOrganizationRequest: {
            /** @description What people call the organization. One line, without control, format or direction characters. */
            name: string;
            /** @description The name by which URLs and look-ups name it. */
            sub_domain: components["schemas"]["SubDomain"];
            /** @description The currency the organization is billed in. */
            currency?: components["schemas"]["CurrencyLookup"] | null;
            /** @description The country the organization is billed in. */
            country?: components["schemas"]["CountryLookup"] | null;
            /** @description The part of that country. */
            country_state?: components["schemas"]["CountryStateLookup"] | null;
            /** @description Whether the organization is activated at once. */
            activated?: boolean | null;
            /** @description How many managed organizations its whole tree may hold; left out, there is no limit. */
            maximum_managed_organizations?: number | null;
        };
        CreateWebhookEndpointRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /** @description Where events are sent to. `https`, a public host, no credentials and no fragment. */
            url: string;
            /** @description What it is for. One line, without control, format or direction characters; may be empty. */
            description?: string | null;
            /** @description The types of events that it receives; an empty list is all, those of later releases included. */
            types?: string[] | null;
        };
        CreatedAccessToken: {
            id: components["schemas"]["Id"];
            /** @example backend */
            label: string;
            /** @description The user whose token it is; absent for others. */
            user?: components["schemas"]["Id"];
            /**
             * @description The organization whose token it is; absent for others.
             * @example [
             *       "59cd72485007a239fb00282ed480da1f"
             *     ]
             */
            organizations?: components["schemas"]["Id"][];
            /**
             * @description This service's own names.
             * @example [
             *       "enterprises"
             *     ]
             */
            scope: string[];
            created: components["schemas"]["Timestamp"];
            /** @description Absent where it never ends. */
            expires?: components["schemas"]["Timestamp"];
            /**
             * @description Addresses and networks; none is anywhere.
             * @example [
             *       "192.0.2.7",
             *       "10.0.0.0/8"
             *     ]
             */
            ipRestrict: string[];
            /** @description False: no token is extended here. */
            isExtensible: boolean;
            /**
             * @description Given only when the token is created.
             * @example tnt_…
             */
            token?: string;
        };
        CreatedEnterpriseAnswer: {
            enterpriseId: components["schemas"]["Id"];
            userId: components["schemas"]["Id"];
        };
        CreatedOrganizationAnswer: {
            organization: components["schemas"]["Organization"];
            annotations: components["schemas"]["Annotation"][];
        };
        Currency: {
            id: components["schemas"]["Id"];
            /** @example Euro */
            name: string;
            /** @example EUR */
            iso_code: string;
            /** @example € */
            symbol: string;
        };
        CurrencyAnswer: {
            currency: components["schemas"]["Currency"];
        };
        /** @description Provides for currencies to be looked up: by exactly one of its members. */
        CurrencyLookup: {
            /** @description The id of the currency. */
            id?: string | null;
            /** @description Its code of three letters, in any case. */
            iso_code?: string | null;
        };
        CurrencyPage: {
            pagination: components["schemas"]["Pagination"];
            currencies: components["schemas"]["ReferenceItem"][];
        };
        CurrentUserAnswer: {
            user: components["schemas"]["Peer"];
            organizations: components["schemas"]["OrganizationReference"][];
            api_token_id: components["schemas"]["Id"];
            /** @description There only where the list was cut: what goes on behind it. */
            next_cursor?: components["schemas"]["Id"];
        };
        DefaultEnterpriseValues: {
            /** @enum {string} */
            accountType: "individual" | "entity";
        };
        DeleteApiTokenRequest: {
            api_token?: components["schemas"]["APITokenLookup"];
        };
        DeleteManagedOrganizationRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
        };
        DeleteOrganizationRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
        };
        DeleteWebhookEndpointRequest: {
            webhook_endpoint?: components["schemas"]["WebhookEndpointLookup"];
        };
        DeletedAnswer: {
            /** @constant */
            success: true;
        };
        DeletedWebhookEndpoint: {
            id: components["schemas"]["Id"];
        };
        DeletedWebhookEndpointAnswer: {
            webhook_endpoint: components["schemas"]["DeletedWebhookEndpoint"];
        };
        DeletionStep: {
            satisfied: boolean;
            /** @example Delete all managed organizations */
            description: string;
        };
        DeletionStepsAnswer: {
            steps: {
                managed_organizations: components["schemas"]["DeletionStep"];
                virtual_machines: components["schemas"]["DeletionStep"];
                disks: components["schemas"]["DeletionStep"];
                file_storage_volumes: components["schemas"]["DeletionStep"];
                disk_backup_policies: components["schemas"]["DeletionStep"];
                isos: components["schemas"]["DeletionStep"];
                disk_templates: components["schemas"]["DeletionStep"];
                load_balancers: components["schemas"]["DeletionStep"];
                dns_zones: components["schemas"]["DeletionStep"];
                empty_trash: components["schemas"]["DeletionStep"];
                virtual_networks: components["schemas"]["DeletionStep"];
                ip_addresses: components["schemas"]["DeletionStep"];
                object_storage: components["schemas"]["DeletionStep"];
                ensure_zero_balance: components["schemas"]["DeletionStep"];
                ensure_no_outstanding_invoices: components["schemas"]["DeletionStep"];
                enterprises: components["schemas"]["DeletionStep"];
            };
        };
        EffectiveStatus: {
            /**
             * @description What the organization's own tokens meet. What is both is shown as `suspended`.
             * @enum {string}
             */
            status: "active" | "suspended" | "not_activated";
            /** @description Whether it, or an organization above it, has a hold. */
            suspended: boolean;
            /** @description Unix time in seconds; null as long as it is not activated. */
            activated_at: components["schemas"]["UnixTime"] | null;
            /** @description Whether an organization above the place of the token that asks has a hold. */
            held_above: boolean;
            /** @description Whether one above that place waits for its activation. */
            not_activated_above: boolean;
            /** @description Those at that place and below it, the one nearest to the root first. */
            holds: components["schemas"]["Hold"][];
            /** @description Those at that place and below it which wait. */
            not_activated: components["schemas"]["PlaceInTree"][];
        };
        EffectiveStatusAnswer: {
            effective_status: components["schemas"]["EffectiveStatus"];
        };
        /**
         * @description An email address: at most 64 characters before the `@`, then a host name; no top-level domain is demanded. Nothing in quotes or brackets, no comments, no character that is not seen. Its host name and its ASCII letters are the same in any case.
         * @example ada@example.com
         */
        Email: string;
        Enterprise: {
            id: components["schemas"]["Id"];
            /** @example ada@example.com */
            name: string;
            /** @constant */
            bitgoOrg: "BitGo Inc";
            /** @constant */
            kycState: "unverified";
            legalIdentifiers: components["schemas"]["EnterpriseLegalIdentifiers"];
            /** @example  */
            type: string;
            /** @constant */
            latestSAVersionSigned: 0;
            /** @constant */
            travelRule: false;
            productLicenses: unknown[];
            /** @constant */
            canAccessBorrowing: false;
            /** @constant */
            canAccessLending: false;
            /** @constant */
            canAccessSettlement: false;
            /** @constant */
            canAccessTrading: false;
            /** @constant */
            canCreateColdWallet: false;
            /** @constant */
            canCreateHotWallet: false;
            /** @constant */
            canCreateCustodialWallet: false;
            /** @constant */
            canCreateOffchainWallet: false;
            oneTimeFees: unknown[];
            /** @example  */
            upfrontPaymentStatus: string;
            /** @constant */
            ethAlwaysUseHop: false;
            usersViewAllWallets: boolean;
            /** @constant */
            videoIdWaived: false;
            wallets: unknown[];
            tags: unknown[];
            /** @constant */
            hasScimClient: false;
            /** @enum {string} */
            accountType?: "individual" | "entity";
            /** @constant */
            businessModel?: "cryptoAsAServiceChild";
            /** @constant */
            approvalsRequired?: 1;
            /** @description The user who was answered when it was created. */
            primaryContact?: components["schemas"]["Id"];
            organizationId?: components["schemas"]["Id"];
            organization?: components["schemas"]["Id"];
            createdAt?: components["schemas"]["Timestamp"];
            /** @description The last freeze, over or not: it is frozen while `expires` is ahead. */
            freeze?: components["schemas"]["EnterpriseFreeze"];
        };
        EnterpriseFreeze: {
            /** @description Since when. */
            time?: components["schemas"]["Timestamp"];
            /** @description The last moment at which it is frozen, or was. */
            expires?: components["schemas"]["Timestamp"];
            /**
             * @description The id of the token that did it. Where it was done from above the reader it is the kind: `operator`, `organization` or `user`.
             * @example 6854341f9b1b4a0d8f0e2c7a5d3b9e10
             */
            frozenBy?: string;
            /**
             * @description Who thawed it ahead of its end, named in the same way.
             * @example 6854341f9b1b4a0d8f0e2c7a5d3b9e10
             */
            unFrozenBy?: string;
        };
        EnterpriseInventory: {
            /**
             * @description Active and archived ones.
             * @example 3
             */
            totalCount: number;
            /** @example 3 */
            activeCount: number;
            /** @constant */
            archivedCount: 0;
            /** @example 1 */
            frozenCount: number;
            /** @example 0 */
            deletedCount: number;
        };
        /** @description An enterprise, as lists show it. */
        EnterpriseItem: {
            id: components["schemas"]["Id"];
            /** @example ada@example.com */
            name: string;
        };
        EnterpriseLegalIdentifiers: {
            /** @constant */
            legalPersonNameIdentifierType: "LEGL";
            /** @example Ada Lovelace */
            legalPersonName?: string;
        };
        EnterpriseList: {
            enterprises: components["schemas"]["EnterpriseItem"][];
            /** @description There only where the list was cut: what goes on behind it. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        EnterpriseMembership: {
            id: components["schemas"]["Id"];
            /** @example ada@example.com */
            name: string;
            organizationId: components["schemas"]["Id"];
            /** @enum {string} */
            role: "admin" | "auditor" | "member";
        };
        EnterpriseMembershipPage: {
            enterprises: components["schemas"]["EnterpriseMembership"][];
            /** @description Absent on the last page. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        EnterprisePage: {
            enterprises: components["schemas"]["EnterpriseItem"][];
            /** @description The last id of this page. Absent on the last page. */
            nextBatchPrevId?: components["schemas"]["Id"];
            /**
             * @description Where a search goes on, as `searchAfter`. Absent on the last page.
             * @example eyJuYW1lIjoiYWRhQGV4YW1wbGUuY29tIn0
             */
            nextSearchAfter?: string;
        };
        EnterpriseRoleAnswer: {
            userId: components["schemas"]["Id"];
            /** @enum {string} */
            role: "admin" | "auditor" | "member";
        };
        EnterpriseSummary: {
            inventory: components["schemas"]["EnterpriseInventory"];
            byVerificationState: components["schemas"]["VerificationCounts"];
            byAccountTypeAndVerificationState: components["schemas"]["VerificationCountsByAccountType"];
        };
        EnterpriseUsers: {
            adminUsers: components["schemas"]["Member"][];
            nonAdminUsers: components["schemas"]["Member"][];
            /**
             * @description Given with the first part.
             * @example 1
             */
            count?: number;
            incomplete: boolean;
            /** @description Absent on the last page. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        Event: {
            /** @description Of the event: the same wherever it is shown or sent again. */
            id: components["schemas"]["Id"];
            /**
             * @description Dotted, past tense: `organization.created`. Ignore those unknown to you.
             * @example organization.suspended
             */
            type: string;
            at: components["schemas"]["UnixTime"];
            /**
             * @description The organization that it is about; null for what has none.
             * @example 019aa3c0b1f2700093b4c5d6e7f80910
             */
            organization_id: string | null;
            subject: components["schemas"]["AuditSubject"];
            actor: components["schemas"]["AuditActor"];
            /**
             * @description Ids, codes and numbers; which ones depends on the type. An id of an organization above the reader is null.
             * @example {
             *       "source": "billing"
             *     }
             */
            data: Record<string, never>;
        };
        EventPage: {
            events: components["schemas"]["Event"][];
            /**
             * @description The cursor to read on with, also where there are no events.
             * @example pYx3jQ8mT0aRk5cUe9sL2vHn7wZb1dGfKqNtBiXoMz4yJrSaPuCgVhWE
             */
            after: string;
            /**
             * @description Whether there is more to read at once.
             * @example false
             */
            more: boolean;
            /**
             * @description The cursor ahead of the oldest event that is kept.
             * @example Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS
             */
            oldest: string;
        };
        FreezeEnterpriseRequest: {
            /**
             * @description For how many seconds the enterprise is frozen.
             * @default 3600
             */
            duration?: number;
        };
        Hold: {
            organization: components["schemas"]["OrganizationReference"];
            /**
             * @description Its level in the tree: 1 is the root.
             * @example 2
             */
            depth: number;
            /** @enum {string} */
            source: "operator" | "parent" | "billing";
            /** @description The organization that placed it; null for the operator, and for one above the place of the token that asks. */
            placed_by: components["schemas"]["Id"] | null;
            /** @example The contract is paused */
            reason: string | null;
            since: components["schemas"]["UnixTime"];
        };
        /** @example 59cd72485007a239fb00282ed480da1f */
        Id: string;
        IntegerOrUnlimited: {
            /** @description The limit, where there is one. */
            value?: number | null;
            /** @description Whether there is none: `value` is then left out. */
            unlimited?: boolean | null;
        };
        KeyValue: {
            /** @description The key, compared exactly. One line, without control, format or direction characters. */
            key: string;
            /** @description The value, compared exactly; null and left out are the same. May have line breaks and tabs; no other control, format or direction characters. */
            value?: string | null;
        };
        LegalIdentifiers: {
            /** @description The name of the customer in law. One line, without control, format or direction characters. */
            legalPersonName?: string;
        };
        LiftHoldRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /**
             * @description On whose behalf the hold was placed that is to be lifted.
             * @enum {string|null}
             */
            source?: "operator" | "parent" | "billing" | null;
        };
        ListedOrganization: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /** @example acme */
            sub_domain: string;
            /** @example acme.tenantry.localhost */
            infrastructure_domain: string;
            created_at: components["schemas"]["UnixTime"];
            activated_at: components["schemas"]["UnixTime"] | null;
            suspended: boolean;
            managed: boolean;
        };
        Live: {
            /** @constant */
            status: "ok";
        };
        ManagedOrganization: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /** @example acme */
            sub_domain: string;
            /** @example acme.tenantry.localhost */
            infrastructure_domain: string;
            created_at: components["schemas"]["UnixTime"];
            managed: boolean;
        };
        ManagedOrganizationPage: {
            pagination: components["schemas"]["Pagination"];
            organizations: components["schemas"]["ManagedOrganization"][];
        };
        Maximum: {
            /**
             * @description Null where there is no limit.
             * @example 500
             */
            value: number | null;
            unlimited: boolean;
        };
        Member: {
            id: components["schemas"]["Id"];
            /**
             * @description The email, as first given.
             * @example ada@example.com
             */
            username: string;
            /** @example Ada */
            firstName: string;
            /** @example Lovelace */
            lastName: string;
            /** @example Ada Lovelace */
            fullName: string;
            isActive: boolean;
            /** @description False: emails are not verified here. */
            verified: boolean;
            email: components["schemas"]["UserEmail"];
            /**
             * @description The role in the organization or enterprise whose list it is.
             * @example admin
             */
            role: string;
        };
        MemberPage: {
            users: components["schemas"]["Member"][];
            /** @description Absent on the last page. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        /**
         * @description An IP address, or a network such as `10.0.0.0/8` or `2001:db8::/32`.
         * @example 192.0.2.7
         */
        Network: string;
        NoBalance: {
            /** @constant */
            limit: 0;
            /** @constant */
            current: 0;
            currency: components["schemas"]["Currency"];
        };
        NoCapacity: {
            /** @constant */
            limit: 0;
            /** @constant */
            unit: unknown;
        };
        NoFeature: {
            /** @constant */
            permitted: false;
        };
        NoMaximum: {
            /** @constant */
            value: 0;
            /** @constant */
            unlimited: false;
        };
        NoMinimum: {
            /** @constant */
            value: unknown;
        };
        NoResource: {
            /** @constant */
            limit: 0;
            /** @constant */
            current: 0;
            /** @constant */
            unit: unknown;
        };
        NotReady: {
            /** @constant */
            status: "not ready";
            /** @example The process is draining and will end soon. */
            problem: string;
        };
        /** @description An object without members. */
        Nothing: Record<string, never>;
        OpenApiDocument: {
            /** @example 3.1.0 */
            openapi: string;
            /**
             * @example {
             *       "title": "Tenantry",
             *       "version": "1.0.0"
             *     }
             */
            info: Record<string, never>;
            /** @example {} */
            paths: Record<string, never>;
        };
        Organization: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /** @example acme */
            sub_domain: string;
            /** @example acme.tenantry.localhost */
            infrastructure_domain: string;
            created_at: components["schemas"]["UnixTime"];
            activated_at: components["schemas"]["UnixTime"] | null;
            suspended: boolean;
            managed: boolean;
            /** @example Acme Ltd */
            billing_name: string | null;
            /** @example 1 High Street */
            address1: string | null;
            /** @example null */
            address2: string | null;
            /** @example null */
            address3: string | null;
            /** @example null */
            address4: string | null;
            /** @example ZZ9 1LS */
            postcode: string | null;
            /** @example null */
            vat_number: string | null;
            /** @example null */
            phone_number: string | null;
            currency: components["schemas"]["Currency"];
            country: components["schemas"]["Country"] | null;
            country_state: components["schemas"]["CountryState"] | null;
        };
        OrganizationAnswer: {
            organization: components["schemas"]["Organization"];
        };
        OrganizationList: {
            organizations: components["schemas"]["ListedOrganization"][];
            /** @description There only where the list was cut: what goes on behind it. */
            next_cursor?: components["schemas"]["Id"];
        };
        /** @description Provides for organizations to be looked up: by exactly one of its members. */
        OrganizationLookup: {
            /** @description The id of the organization. */
            id?: string | null;
            /** @description The sub-domain of the organization. */
            sub_domain?: string | null;
        };
        OrganizationMembership: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /** @enum {string} */
            role: "serviceUser" | "admin" | "member" | "customer";
        };
        OrganizationMembershipPage: {
            organizations: components["schemas"]["OrganizationMembership"][];
            /** @description Absent on the last page. */
            nextBatchPrevId?: components["schemas"]["Id"];
        };
        OrganizationPolicy: {
            /** @description How many managed organizations the tree may hold: a value, or unlimited. */
            maximum_managed_organizations: components["schemas"]["IntegerOrUnlimited"];
        };
        OrganizationPolicyLimits: {
            maximum_uninvoiced_balance: components["schemas"]["NoMaximum"];
            maximum_virtual_machines: components["schemas"]["NoMaximum"];
            maximum_virtual_machine_memory: components["schemas"]["NoMaximum"];
            maximum_disk_space: components["schemas"]["NoMaximum"];
            maximum_managed_organizations: components["schemas"]["Maximum"];
            maximum_unallocated_ip_addresses: components["schemas"]["NoMaximum"];
            maximum_security_groups: components["schemas"]["NoMaximum"];
            maximum_virtual_networks: components["schemas"]["NoMaximum"];
            maximum_load_balancers: components["schemas"]["NoMaximum"];
            maximum_dns_zones: components["schemas"]["NoMaximum"];
            maximum_certificates: components["schemas"]["NoMaximum"];
            maximum_file_storage_volumes: components["schemas"]["NoMaximum"];
            maximum_isos: components["schemas"]["NoMaximum"];
            maximum_disk_size: components["schemas"]["NoMaximum"];
            minimum_disk_size: components["schemas"]["NoMinimum"];
            /** @constant */
            flexible_virtual_machine_resources: false;
            /** @constant */
            allow_suspension: false;
            /** @constant */
            allow_restricted_traffic_types: false;
        };
        OrganizationReference: {
            id: components["schemas"]["Id"];
            /** @example Acme */
            name: string;
            /** @example acme */
            sub_domain: string;
        };
        OrganizationRoleAnswer: {
            userId: components["schemas"]["Id"];
            /** @enum {string} */
            role: "serviceUser" | "admin" | "member" | "customer";
        };
        Pagination: {
            /** @example 1 */
            current_page: number;
            /**
             * @description Null for a large set: read until a page is empty.
             * @example 1
             */
            total_pages: number | null;
            /**
             * @description Null for a large set.
             * @example 1
             */
            total: number | null;
            /** @example 30 */
            per_page: number;
            /** @description Whether there are more than 1000 rows, which are not counted. */
            large_set: boolean;
        };
        /** @description A user, as those see them who may read the same organization. */
        Peer: {
            id: components["schemas"]["Id"];
            /**
             * @description Empty where it is not known, or the user has accepted no role here.
             * @example Ada
             */
            first_name: string;
            /**
             * @description Empty where it is not known, or the user has accepted no role here.
             * @example Lovelace
             */
            last_name: string;
            /**
             * @description Empty: no picture is kept of anybody.
             * @constant
             */
            avatar_url: "";
        };
        PeerItem: {
            user: components["schemas"]["Peer"];
        };
        PeerPage: {
            pagination: components["schemas"]["Pagination"];
            users: components["schemas"]["PeerItem"][];
        };
        Ping: {
            /** @example ok */
            status: string;
        };
        PlaceHoldRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /**
             * @description On whose behalf the organization is held.
             * @enum {string|null}
             */
            source?: "operator" | "parent" | "billing" | null;
            /** @description Why the organization is held. May have line breaks and tabs; no other control, format or direction characters. */
            reason: string;
        };
        PlaceInTree: {
            organization: components["schemas"]["OrganizationReference"];
            /**
             * @description Its level in the tree: 1 is the root.
             * @example 2
             */
            depth: number;
        };
        Policy: {
            /**
             * @description `override` where the operator has set a limit, `none` where nothing limits it.
             * @enum {string}
             */
            policy_type: "auto" | "override" | "none";
            /** @example null */
            policy_name: string | null;
            limits: components["schemas"]["PolicyLimits"];
            features: components["schemas"]["PolicyFeatures"];
            /** @example [] */
            reasons_for_disallowing_resource_creation: string[];
        };
        PolicyFeatures: {
            disk_bus_configuration: components["schemas"]["NoFeature"];
            zone_selection: components["schemas"]["NoFeature"];
            restricted_traffic_types: components["schemas"]["NoFeature"];
            suspension: components["schemas"]["NoFeature"];
            flexible_virtual_machine_resources: components["schemas"]["NoFeature"];
        };
        PolicyLimit: {
            /** @example 500 */
            limit: number;
            /** @example 7 */
            current: number;
            /** @example null */
            unit: string | null;
        };
        PolicyLimits: {
            uninvoiced_balance: components["schemas"]["NoBalance"];
            virtual_machines: components["schemas"]["NoResource"];
            virtual_machine_memory: components["schemas"]["NoResource"];
            managed_organizations: components["schemas"]["PolicyLimit"];
            unallocated_ip_addresses: components["schemas"]["NoResource"];
            disk_space: components["schemas"]["NoResource"];
            security_groups: components["schemas"]["NoResource"];
            virtual_networks: components["schemas"]["NoResource"];
            load_balancers: components["schemas"]["NoResource"];
            dns_zones: components["schemas"]["NoResource"];
            certificates: components["schemas"]["NoResource"];
            file_storage_volumes: components["schemas"]["NoResource"];
            isos: components["schemas"]["NoResource"];
            disk_iops: components["schemas"]["NoCapacity"];
            network_speed: components["schemas"]["NoCapacity"];
        };
        PolicyLimitsAnswer: {
            policy_limits: components["schemas"]["OrganizationPolicyLimits"];
        };
        Ready: {
            /** @constant */
            status: "ok";
            checks: components["schemas"]["ReadyChecks"];
        };
        ReadyChecks: {
            /** @constant */
            database: "ok";
        };
        /** @description A currency, country or country state, as its list shows it. */
        ReferenceItem: {
            id: components["schemas"]["Id"];
            /** @example Euro */
            name: string;
        };
        RegenerateApiTokenRequest: {
            api_token?: components["schemas"]["APITokenLookup"];
        };
        RemoveEnterpriseUserRequest: {
            /** @description The email of the user. */
            username: components["schemas"]["Email"];
        };
        ReplaceAnnotationsRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /** @description The annotations to put in the place of all that there are. */
            annotations: components["schemas"]["KeyValue"][];
        };
        ReplacedAccessToken: {
            id: components["schemas"]["Id"];
            expires?: components["schemas"]["Timestamp"];
        };
        ReplayWebhookDeliveryRequest: {
            webhook_endpoint?: components["schemas"]["WebhookEndpointLookup"];
            webhook_delivery?: components["schemas"]["WebhookDeliveryLookup"];
        };
        ReplayWebhookEventsRequest: {
            webhook_endpoint?: components["schemas"]["WebhookEndpointLookup"];
            /** @description A cursor of the feed that the endpoint hears of, or the `next_cursor` of the call before; left out, from the oldest event that is kept. As it was given. */
            after?: string | null;
        };
        /** @example 01a2030921c870009a3acea5380f052a */
        RequestId: string;
        RevokedApiToken: {
            id: components["schemas"]["Id"];
            /** @example backend */
            name: string;
        };
        RevokedApiTokenAnswer: {
            api_token: components["schemas"]["RevokedApiToken"];
        };
        RotateAccessTokenRequest: {
            /**
             * @description For how many seconds both tokens are valid.
             * @default 3600
             */
            overlap?: number;
        };
        RotateWebhookSecretRequest: {
            webhook_endpoint?: components["schemas"]["WebhookEndpointLookup"];
            /**
             * @description For how many seconds deliveries are signed with the old secret as well.
             * @default 86400
             */
            previous_valid_for?: number | null;
        };
        RotatedAccessToken: {
            id: components["schemas"]["Id"];
            /** @example backend */
            label: string;
            /** @description The user whose token it is; absent for others. */
            user?: components["schemas"]["Id"];
            /**
             * @description The organization whose token it is; absent for others.
             * @example [
             *       "59cd72485007a239fb00282ed480da1f"
             *     ]
             */
            organizations?: components["schemas"]["Id"][];
            /**
             * @description This service's own names.
             * @example [
             *       "enterprises"
             *     ]
             */
            scope: string[];
            created: components["schemas"]["Timestamp"];
            /** @description Absent where it never ends. */
            expires?: components["schemas"]["Timestamp"];
            /**
             * @description Addresses and networks; none is anywhere.
             * @example [
             *       "192.0.2.7",
             *       "10.0.0.0/8"
             *     ]
             */
            ipRestrict: string[];
            /** @description False: no token is extended here. */
            isExtensible: boolean;
            /**
             * @description Given only when the token is created.
             * @example tnt_…
             */
            token?: string;
            replaces: components["schemas"]["ReplacedAccessToken"];
        };
        SessionAnswer: {
            session: components["schemas"]["AccessToken"];
        };
        SetPolicyLimitsRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /** @description The limits in the form in which they are answered. */
            policy_limits: components["schemas"]["OrganizationPolicy"];
        };
        /**
         * @description One DNS label in small letters: no hyphen at its ends or at places 3 and 4 together, not of the form of an id, not reserved, and never issued before.
         * @example acme
         */
        SubDomain: string;
        TestWebhookEndpointRequest: {
            webhook_endpoint?: components["schemas"]["WebhookEndpointLookup"];
        };
        ThirdPartyIdentifier: {
            /** @description The name of the customer there. One line, without control, format or direction characters. */
            id: string;
            /** @description Which system it is. One line, without control, format or direction characters. */
            label: string;
        };
        /**
         * @description ISO 8601, in UTC.
         * @example 2026-11-22T12:00:00.000Z
         */
        Timestamp: string;
        /**
         * @description Unix time in seconds.
         * @example 1795347260
         */
        UnixTime: number;
        UpdateApiTokenRequest: {
            api_token?: components["schemas"]["APITokenLookup"];
            /** @description What changes; what is left out stays. */
            properties: components["schemas"]["APITokenArguments"];
            /** @description Annotations to put in the place of all that this API token has. */
            annotations?: components["schemas"]["KeyValue"][] | null;
        };
        UpdateEnterpriseRequest: {
            /** @description The legal name of the enterprise. */
            legalIdentifiers?: components["schemas"]["LegalIdentifiers"];
            /** @description How many admins approve a change: always one. */
            approvalsRequired?: number;
            /** @description Whether all users see all wallets; it is kept and changes nothing here. */
            usersViewAllWallets?: boolean;
        };
        UpdateOrganizationRequest: {
            organization?: components["schemas"]["OrganizationLookup"];
            /** @description What people call the organization. One line, without control, format or direction characters. */
            name?: string | null;
            /** @description The name by which URLs and look-ups name it. */
            sub_domain?: components["schemas"]["SubDomain"] | null;
            /** @description Whom invoices name. One line, without control, format or direction characters. */
            billing_name?: string | null;
            /** @description The first line of the address. One line, without control, format or direction characters. */
            address1?: string | null;
            /** @description The second line of the address. One line, without control, format or direction characters. */
            address2?: string | null;
            /** @description The third line of the address. One line, without control, format or direction characters. */
            address3?: string | null;
            /** @description The fourth line of the address. One line, without control, format or direction characters. */
            address4?: string | null;
            /** @description The postcode of the address. One line, without control, format or direction characters. */
            postcode?: string | null;
            /** @description The number for value-added tax. One line, without control, format or direction characters. */
            vat_number?: string | null;
            /** @description The telephone number. One line, without control, format or direction characters. */
            phone_number?: string | null;
            /** @description The currency the organization is billed in. */
            currency?: components["schemas"]["CurrencyLookup"] | null;
            /** @description The country the organization is billed in; a state that is no part of it is cleared. */
            country?: components["schemas"]["CountryLookup"] | null;
            /** @description The part of that country. */
            country_state?: components["schemas"]["CountryStateLookup"] | null;
        };
        UpdateWebhookEndpointRequest: {
            webhook_endpoint?: components["schemas"]["WebhookEndpointLookup"];
            /** @description Where events are sent to. `https`, a public host, no credentials and no fragment. */
            url?: string | null;
            /** @description What it is for. One line, without control, format or direction characters; may be empty. */
            description?: string | null;
            /** @description The types of events that it receives; an empty list is all, those of later releases included. */
            types?: string[] | null;
            /** @description Whether events are sent to it; true enables one that was disabled as it failed. */
            enabled?: boolean | null;
        };
        User: {
            id: components["schemas"]["Id"];
            /** @description False once the person has been erased. */
            isActive: boolean;
            isFrozen: boolean;
            name: components["schemas"]["UserName"];
            /**
             * @description The email, as first given.
             * @example ada@example.com
             */
            username: string;
            email: components["schemas"]["UserEmail"];
        };
        UserAnswer: {
            user: components["schemas"]["User"];
        };
        UserEmail: {
            /** @example ada@example.com */
            email: string;
            /** @description False: emails are not verified here. */
            verified: boolean;
        };
        UserIdAnswer: {
            userId: components["schemas"]["Id"];
        };
        UserName: {
            /** @example Ada */
            first: string;
            /** @example Lovelace */
            last: string;
            /** @example Ada Lovelace */
            full: string;
        };
        VerificationCounts: {
            /** @example 3 */
            unverified: number;
            /** @example 0 */
            approved: number;
            /** @example 0 */
            rejected: number;
            /** @example 0 */
            pending: number;
        };
        VerificationCountsByAccountType: {
            individual: components["schemas"]["VerificationCounts"];
            entity: components["schemas"]["VerificationCounts"];
        };
        WebhookData: {
            /**
             * @description The organization that it is about; null for what has none.
             * @example 019aa3c0b1f2700093b4c5d6e7f80910
             */
            organization_id: string | null;
            subject: components["schemas"]["AuditSubject"];
        };
        WebhookDelivery: {
            /** @description Of the event: the `webhook-id` of every attempt. */
            id: components["schemas"]["Id"];
            /** @example organization.created */
            type: string;
            /** @enum {string} */
            state: "pending" | "succeeded" | "failed";
            /** @example 10 */
            attempts: number;
            next_attempt_at: components["schemas"]["UnixTime"] | null;
            last_attempt_at: components["schemas"]["UnixTime"] | null;
            /**
             * @description Of the last answer; null where there was none.
             * @example 500
             */
            last_status: number | null;
            /**
             * @description Why the last attempt failed, in a word.
             * @example null
             */
            last_error: string | null;
            /**
             * @description The first characters of the body of the last answer.
             * @example Internal Server Error
             */
            answer_beginning: string | null;
            created_at: components["schemas"]["UnixTime"];
            finished_at: components["schemas"]["UnixTime"] | null;
        };
        WebhookDeliveryAnswer: {
            webhook_delivery: components["schemas"]["WebhookDelivery"];
        };
        /** @description Provides for webhook deliveries to be looked up: by exactly one of its members. */
        WebhookDeliveryLookup: {
            /** @description The id of the event. */
            id?: string | null;
        };
        WebhookDeliveryPage: {
            webhook_deliveries: components["schemas"]["WebhookDelivery"][];
            /** @example null */
            next_cursor: string | null;
        };
        WebhookEndpoint: {
            id: components["schemas"]["Id"];
            /** @description Null for one of the operator. */
            organization_id: components["schemas"]["Id"] | null;
            /** @example https://example.com/webhooks */
            url: string;
            /** @example billing */
            description: string | null;
            /**
             * @description Of events; none is all.
             * @example [
             *       "organization.created"
             *     ]
             */
            types: string[];
            enabled: boolean;
            /**
             * @description `gone` where it answered 410, `failing` where nothing was accepted for five days.
             * @enum {string|null}
             */
            disabled_reason: "manual" | "gone" | "failing" | null;
            /** @description Since when every attempt has failed. */
            failing_since: components["schemas"]["UnixTime"] | null;
            /** @description Until when deliveries are signed with the secret before, too. */
            previous_secret_until: components["schemas"]["UnixTime"] | null;
            created_at: components["schemas"]["UnixTime"];
            updated_at: components["schemas"]["UnixTime"];
            /**
             * @description Given only when it is created or its secret rotated.
             * @example null
             */
            secret: string | null;
        };
        WebhookEndpointAnswer: {
            webhook_endpoint: components["schemas"]["WebhookEndpoint"];
        };
        /** @description Provides for webhook endpoints to be looked up: by exactly one of its members. */
        WebhookEndpointLookup: {
            /** @description The id of the webhook endpoint. */
            id?: string | null;
        };
        WebhookEndpointPage: {
            pagination: components["schemas"]["Pagination"];
            webhook_endpoints: components["schemas"]["WebhookEndpoint"][];
        };
        /** @description The body of a delivery: an event, with ids and no more. */
        WebhookEvent: {
            /**
             * @description Later releases may add types. Ignore those unknown to you.
             * @enum {string}
             */
            type: "organization.created" | "organization.changed" | "organization.annotated" | "organization.deleted" | "organization.activated" | "organization.suspended" | "organization.unsuspended" | "organization.limit_changed" | "organization.sub_domain_released" | "enterprise.created" | "enterprise.changed" | "enterprise.frozen" | "enterprise.thawed" | "enterprise.deleted" | "enterprise.user_added" | "enterprise.user_changed" | "enterprise.user_removed" | "user.created" | "user.erased" | "user.erasure_begun" | "user.granted" | "user.revoked" | "token.created" | "token.changed" | "token.secret_regenerated" | "token.rotated" | "token.revoked" | "token.refused" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.tested" | "webhook_endpoint.replayed" | "webhook_endpoint.deleted";
            /** @description When it happened, not when it was sent. */
            timestamp: components["schemas"]["Timestamp"];
            data: components["schemas"]["WebhookData"];
        };
        WebhookReplay: {
            /**
             * @description How many events are sent, or were pending already.
             * @example 500
             */
            queued: number;
            /**
             * @description The `after` of the next call; null where nothing is left.
             * @example Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS
             */
            next_cursor: string | null;
        };
        WebhookReplayAnswer: {
            webhook_replay: components["schemas"]["WebhookReplay"];
        };
        /** @description The body of a delivery that tests the endpoint. */
        WebhookTest: {
            /** @constant */
            type: "webhook.test";
            timestamp: components["schemas"]["Timestamp"];
            /** @constant */
            data: Record<string, never>;
        };
    };
    responses: {
        /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson`, `InvalidOrganizationId`, `InvalidUserId` */
        ApiV2BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2BadRequestError"] | components["schemas"]["ApiV2InvalidError"] | components["schemas"]["ApiV2InvalidEnterpriseIdError"] | components["schemas"]["ApiV2InvalidJsonError"] | components["schemas"]["ApiV2InvalidOrganizationIdError"] | components["schemas"]["ApiV2InvalidUserIdError"];
            };
        };
        /** @description `AccessTokenReplaced`, `DeletionStepsNotSatisfied`, `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent`, `LastAdmin` */
        ApiV2Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2AccessTokenReplacedError"] | components["schemas"]["ApiV2DeletionStepsNotSatisfiedError"] | components["schemas"]["ApiV2IdempotencyKeyConflictError"] | components["schemas"]["ApiV2IdempotencyKeyInProgressError"] | components["schemas"]["ApiV2IdempotencyKeySpentError"] | components["schemas"]["ApiV2LastAdminError"];
            };
        };
        /** @description Of any call: 413 `PayloadTooLarge`, 415 `UnsupportedContentEncoding`, 415 `UnsupportedMediaType`, 429 `RateLimitExceeded`, 500 `InternalServerError`, 503 `ServiceUnavailable` */
        ApiV2Default: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2InternalServerError"] | components["schemas"]["ApiV2PayloadTooLargeError"] | components["schemas"]["ApiV2RateLimitExceededError"] | components["schemas"]["ApiV2ServiceUnavailableError"] | components["schemas"]["ApiV2UnsupportedContentEncodingError"] | components["schemas"]["ApiV2UnsupportedMediaTypeError"];
            };
        };
        /** @description `EnterpriseFrozen`, `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted`, `TokenBoundsExceeded` */
        ApiV2Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2EnterpriseFrozenError"] | components["schemas"]["ApiV2ForbiddenError"] | components["schemas"]["ApiV2NetworkNotAllowedError"] | components["schemas"]["ApiV2OrganizationNotActivatedError"] | components["schemas"]["ApiV2OrganizationSuspendedError"] | components["schemas"]["ApiV2ScopeNotGrantedError"] | components["schemas"]["ApiV2TokenBoundsExceededError"];
            };
        };
        /** @description `AccessTokenNotFound`, `EnterpriseNotFound`, `OrganizationNotFound`, `UserNotFound` */
        ApiV2NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2AccessTokenNotFoundError"] | components["schemas"]["ApiV2EnterpriseNotFoundError"] | components["schemas"]["ApiV2OrganizationNotFoundError"] | components["schemas"]["ApiV2UserNotFoundError"];
            };
        };
        /** @description `PreconditionFailed` */
        ApiV2PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2PreconditionFailedError"];
            };
        };
        /** @description `Unauthorized` */
        ApiV2Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiV2UnauthorizedError"];
            };
        };
        /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument`, `policy_not_available_for_managed_organizations` */
        CoreV1BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1BadRequestError"] | components["schemas"]["CoreV1InvalidArgumentError"] | components["schemas"]["CoreV1InvalidJsonBodyError"] | components["schemas"]["CoreV1MissingApiTokenError"] | components["schemas"]["CoreV1MissingRequiredArgumentError"] | components["schemas"]["CoreV1PolicyNotAvailableForManagedOrganizationsError"];
            };
        };
        /** @description `api_token_ended`, `api_token_replaced`, `deletion_steps_not_satisfied`, `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `managed_organization_required`, `secrets_key_missing`, `webhook_endpoint_disabled` */
        CoreV1Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1ApiTokenEndedError"] | components["schemas"]["CoreV1ApiTokenReplacedError"] | components["schemas"]["CoreV1DeletionStepsNotSatisfiedError"] | components["schemas"]["CoreV1IdempotencyKeyConflictError"] | components["schemas"]["CoreV1IdempotencyKeyInProgressError"] | components["schemas"]["CoreV1IdempotencyKeySpentError"] | components["schemas"]["CoreV1ManagedOrganizationRequiredError"] | components["schemas"]["CoreV1SecretsKeyMissingError"] | components["schemas"]["CoreV1WebhookEndpointDisabledError"];
            };
        };
        /** @description Of any call: 413 `payload_too_large`, 415 `unsupported_content_encoding`, 429 `rate_limit_reached`, 429 `too_many_waiting`, 500 `unhandled_exception`, 503 `service_unavailable` */
        CoreV1Default: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1PayloadTooLargeError"] | components["schemas"]["CoreV1RateLimitReachedError"] | components["schemas"]["CoreV1ServiceUnavailableError"] | components["schemas"]["CoreV1TooManyWaitingError"] | components["schemas"]["CoreV1UnhandledExceptionError"] | components["schemas"]["CoreV1UnsupportedContentEncodingError"];
            };
        };
        /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `token_bounds_exceeded`, `unauthorized_network_for_api_token` */
        CoreV1Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1InvalidApiTokenError"] | components["schemas"]["CoreV1OrganizationNotActivatedError"] | components["schemas"]["CoreV1OrganizationSuspendedError"] | components["schemas"]["CoreV1PermissionDeniedError"] | components["schemas"]["CoreV1ScopeNotGrantedError"] | components["schemas"]["CoreV1TokenBoundsExceededError"] | components["schemas"]["CoreV1UnauthorizedNetworkForApiTokenError"];
            };
        };
        /** @description `event_cursor_expired` */
        CoreV1Gone: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1EventCursorExpiredError"];
            };
        };
        /** @description `api_token_not_found`, `country_not_found`, `country_state_not_found`, `currency_not_found`, `no_user_associated_with_identity`, `organization_not_found`, `webhook_delivery_not_found`, `webhook_endpoint_not_found` */
        CoreV1NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1ApiTokenNotFoundError"] | components["schemas"]["CoreV1CountryNotFoundError"] | components["schemas"]["CoreV1CountryStateNotFoundError"] | components["schemas"]["CoreV1CurrencyNotFoundError"] | components["schemas"]["CoreV1NoUserAssociatedWithIdentityError"] | components["schemas"]["CoreV1OrganizationNotFoundError"] | components["schemas"]["CoreV1WebhookDeliveryNotFoundError"] | components["schemas"]["CoreV1WebhookEndpointNotFoundError"];
            };
        };
        /** @description `precondition_failed` */
        CoreV1PreconditionFailed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1PreconditionFailedError"];
            };
        };
        /** @description `organization_limit_reached`, `validation_error`, `webhook_endpoint_limit_reached`, `webhook_url_not_allowed` */
        CoreV1UnprocessableEntity: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CoreV1OrganizationLimitReachedError"] | components["schemas"]["CoreV1ValidationError"] | components["schemas"]["CoreV1WebhookEndpointLimitReachedError"] | components["schemas"]["CoreV1WebhookUrlNotAllowedError"];
            };
        };
    };
    parameters: {
        /**
         * @description The id of the token, never its secret.
         * @example 019aa3c0b1f27001a3b4c5d6e7f80912
         */
        AccessTokenIdInPath: string;
        /**
         * @description The one action to list, such as `organization.suspended`.
         * @example organization.suspended
         */
        Action: string;
        /**
         * @description The first moment to list.
         * @example 1795347260
         */
        After: number;
        /**
         * @description An array of annotations to filter by. The key of each. All `annotations[]` have the same number of elements.
         * @example [
         *       "plan"
         *     ]
         */
        AnnotationsKey: string[];
        /**
         * @description An array of annotations to filter by. The value of each. All `annotations[]` have the same number of elements.
         * @example [
         *       "gold"
         *     ]
         */
        AnnotationsValue: string[];
        /**
         * @description The id of the API token. It is ignored where `api_token` is sent beside the path.
         * @example 019aa3c0b1f27001a3b4c5d6e7f80912
         */
        ApiTokenInPath: string;
        /**
         * @description The moment to list up to, itself left out.
         * @example 1795350860
         */
        Before: number;
        /**
         * @description Only enterprises of one of these models; all are `cryptoAsAServiceChild` here.
         * @example [
         *       "cryptoAsAServiceChild"
         *     ]
         */
        BusinessModel: ("bitgoAsAService" | "cryptoAsAServiceParent" | "cryptoAsAServiceChild")[];
        /**
         * @description The id of the country. It is ignored where `country` is sent beside the path.
         * @example f07b20bdd8b5f9bbce8f976a3ef41713
         */
        CountryInPath: string;
        /**
         * @description The `next_cursor` of the page before. As it was given.
         * @example AaIDCSJgAZqjwLHycAGjtMXW5_gJEg
         */
        Cursor: string;
        /**
         * @description The id of the enterprise.
         * @example 59cd72485007a239fb00282ed480da1f
         */
        EnterpriseIdInPath: components["schemas"]["Id"];
        /**
         * @description The user. An id (32 lower-case hexadecimal digits), or `me`, or an email address.
         * @example me
         */
        IdInPath: string;
        /**
         * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
         * @example 6f1c2a9e-order-4711
         */
        IdempotencyKey: string;
        /**
         * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
         * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
         */
        IfMatch: string;
        /**
         * @description How many rows are given at most.
         * @example 1000
         */
        Limit: number;
        /**
         * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
         * @example 59cd72485007a239fb00282ed480da1f
         */
        OrganizationId: string;
        /**
         * @description The id of the organization.
         * @example 59cd72485007a239fb00282ed480da1f
         */
        OrganizationIdInPath: components["schemas"]["Id"];
        /**
         * @description The id of the organization. It is ignored where `organization` is sent beside the path.
         * @example 59cd72485007a239fb00282ed480da1f
         */
        OrganizationInPath: string;
        /**
         * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
         * @example acme
         */
        OrganizationSubDomain: string;
        /**
         * @description Which page to show, from 1.
         * @example 1
         */
        Page: number;
        /**
         * @description How many rows a page has.
         * @example 30
         */
        PerPage: number;
        /**
         * @description The `nextBatchPrevId` of the page before.
         * @example 59cd72485007a239fb00282ed480da1f
         */
        PrevId: string;
        /**
         * @description Where a search goes on. What the page before it has given as `nextSearchAfter`.
         * @example WyJhZGEiLCI1OWNkNzI0ODUwMDdhMjM5ZmIwMDI4MmVkNDgwZGExZiJd
         */
        SearchAfter: string;
        /**
         * @description The types to list, all where it is left out. Types of events with commas between them; `organization.*` is all that begin so.
         * @example organization.created,organization.deleted
         */
        Types: string;
        /**
         * @description The user whose role changes.
         * @example 6854341f9b1b4a0d8f0e2c7a5d3b9e10
         */
        UserId: components["schemas"]["Id"];
        /**
         * @description For how many seconds to wait where there is nothing to answer yet.
         * @example 0
         */
        Wait: number;
        /**
         * @description The id of the webhook delivery. It is ignored where `webhook_delivery` is sent beside the path.
         * @example 019aa3c0b1f27001a3b4c5d6e7f80912
         */
        WebhookDeliveryInPath: string;
        /**
         * @description By its id, instead of the id in the path.
         * @example 019aa3c0b1f27001a3b4c5d6e7f80912
         */
        WebhookEndpointId: string;
        /**
         * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
         * @example 019aa3c0b1f27001a3b4c5d6e7f80912
         */
        WebhookEndpointInPath: string;
        /**
         * @description The event's id, the same for every attempt: by it, a receiver recognizes what it has received before.
         * @example 01a2030921447000a1e610212452f6a3
         */
        WebhookId: components["schemas"]["Id"];
        /**
         * @description For each valid secret `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64, with spaces between them. One that matches is enough. The example is by the secret `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=`.
         * @example v1,1Uq1luNXbY2vfuIjSVvlRt5E/DreIM/SaiqlezoV1Wg=
         */
        WebhookSignature: string;
        /**
         * @description When this attempt was made, in unix seconds. Refuse what is more than five minutes away.
         * @example 1795347260
         */
        WebhookTimestamp: string;
    };
    requestBodies: never;
    headers: {
        /** @description Names the state of the endpoint that is shown, for If-Match. */
        ETag: string;
        /** @description `true` where the key was used before and nothing was written. */
        "Idempotent-Replayed": string;
        /** @description Names this call in the log and in the audit. */
        RequestId: components["schemas"]["RequestId"];
        /** @description After how many seconds to try again. */
        RetryAfter: number;
        /** @description Which token is missing. */
        WWWAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listEnterprises: {
        parameters: {
            query?: {
                /**
                 * @description Only the enterprise that was created with this key.
                 * @example order-4711
                 */
                idempotencyKey?: string;
                /**
                 * @description How many enterprises a page has at most.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The `nextBatchPrevId` of the page before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["parameters"]["PrevId"];
                /**
                 * @description Only enterprises that match. An id, or the beginning of a name: something that can be seen. Required with `searchAfter`. Not together with `idempotencyKey`, `prevId`, `thirdPartyLabel`, `thirdPartyId`.
                 * @example ada
                 */
                search?: string;
                /**
                 * @description Where a search goes on. What the page before it has given as `nextSearchAfter`.
                 * @example WyJhZGEiLCI1OWNkNzI0ODUwMDdhMjM5ZmIwMDI4MmVkNDgwZGExZiJd
                 */
                searchAfter?: components["parameters"]["SearchAfter"];
                /**
                 * @description Only enterprises that a system of this label names. Required with `thirdPartyId`. Not together with `idempotencyKey`.
                 * @example crm
                 */
                thirdPartyLabel?: string;
                /**
                 * @description Only the enterprises that it names so. Required with `thirdPartyLabel`.
                 * @example C-1001
                 */
                thirdPartyId?: string;
                /**
                 * @description Only enterprises of this type.
                 * @example individual
                 */
                accountType?: "individual" | "entity";
                /**
                 * @description Only enterprises in one of these states; all are `unverified` here.
                 * @example [
                 *       "unverified"
                 *     ]
                 */
                kycState?: ("unverified" | "approved" | "rejected" | "pending")[];
                /**
                 * @description Only enterprises of one of these models; all are `cryptoAsAServiceChild` here.
                 * @example [
                 *       "cryptoAsAServiceChild"
                 *     ]
                 */
                businessModel?: components["parameters"]["BusinessModel"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of enterprises. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterprisePage"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    createEnterprise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "idempotencyKey": "order-4711",
                 *       "additionalAdmins": [],
                 *       "thirdPartyIdentifier": [
                 *         {
                 *           "id": "C-1001",
                 *           "label": "crm"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateEnterpriseRequest"];
            };
        };
        responses: {
            /** @description The enterprise and its user, new or as first answered. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedEnterpriseAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listManagedOrganizations: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
                /**
                 * @description An array of annotations to filter by. The key of each. All `annotations[]` have the same number of elements.
                 * @example [
                 *       "plan"
                 *     ]
                 */
                "annotations[][key]"?: components["parameters"]["AnnotationsKey"];
                /**
                 * @description An array of annotations to filter by. The value of each. All `annotations[]` have the same number of elements.
                 * @example [
                 *       "gold"
                 *     ]
                 */
                "annotations[][value]"?: components["parameters"]["AnnotationsValue"];
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of managed organizations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedOrganizationPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    createManagedOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme",
                 *       "sub_domain": "acme",
                 *       "annotations": [
                 *         {
                 *           "key": "plan",
                 *           "value": "gold"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateManagedOrganizationRequest"];
            };
        };
        responses: {
            /** @description The new organization, and its annotations beside it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedOrganizationAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent` */
            409: components["responses"]["CoreV1Conflict"];
            /** @description `organization_limit_reached`, `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getEnterprisesSummary: {
        parameters: {
            query?: {
                /**
                 * @description Only enterprises of one of these models; all are `cryptoAsAServiceChild` here.
                 * @example [
                 *       "cryptoAsAServiceChild"
                 *     ]
                 */
                businessModel?: components["parameters"]["BusinessModel"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The numbers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseSummary"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listOwnEnterprises: {
        parameters: {
            query?: {
                /**
                 * @description How many rows are given at most.
                 * @example 1000
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextBatchPrevId` of the part before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enterprises. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseList"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    searchEnterprises: {
        parameters: {
            query?: {
                /**
                 * @description How many enterprises a page has at most.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The `nextBatchPrevId` of the page before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["parameters"]["PrevId"];
                /**
                 * @description Only enterprises that match. An id, or the beginning of a name: something that can be seen. Required with `searchAfter`. Not together with `prevId`.
                 * @example ada
                 */
                q?: string;
                /**
                 * @description Where a search goes on. What the page before it has given as `nextSearchAfter`.
                 * @example WyJhZGEiLCI1OWNkNzI0ODUwMDdhMjM5ZmIwMDI4MmVkNDgwZGExZiJd
                 */
                searchAfter?: components["parameters"]["SearchAfter"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of enterprises. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterprisePage"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    getEnterprise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The enterprise. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    updateEnterprise: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "legalIdentifiers": {
                 *         "legalPersonName": "Ada Lovelace"
                 *       },
                 *       "usersViewAllWallets": true
                 *     }
                 */
                "application/json": components["schemas"]["UpdateEnterpriseRequest"];
            };
        };
        responses: {
            /** @description The enterprise. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enterprise"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `EnterpriseFrozen`, `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound`, `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            412: components["responses"]["ApiV2PreconditionFailed"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    deleteEnterprise: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `DeletionStepsNotSatisfied` */
            409: components["responses"]["ApiV2Conflict"];
            412: components["responses"]["ApiV2PreconditionFailed"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    freezeEnterprise: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "duration": 3600
                 *     }
                 */
                "application/json": components["schemas"]["FreezeEnterpriseRequest"];
            };
        };
        responses: {
            /** @description The freeze; nothing where there has been none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseFreeze"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound`, `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    thawEnterprise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The freeze; nothing where there has been none. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseFreeze"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    deleteManagedOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["DeleteManagedOrganizationRequest"];
            };
        };
        responses: {
            /** @description It is deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `deletion_steps_not_satisfied`, `managed_organization_required` */
            409: components["responses"]["CoreV1Conflict"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listEnterpriseUsers: {
        parameters: {
            query?: {
                /**
                 * @description How many rows are given at most.
                 * @example 1000
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextBatchPrevId` of the part before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["schemas"]["Id"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseUsers"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    changeEnterpriseUser: {
        parameters: {
            query: {
                /**
                 * @description The user whose role changes.
                 * @example 6854341f9b1b4a0d8f0e2c7a5d3b9e10
                 */
                userId: components["parameters"]["UserId"];
                /**
                 * @description The role that the user has from now on.
                 * @example auditor
                 */
                role: "admin" | "auditor" | "wallet.create" | "member";
            };
            header?: never;
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user and the role. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseRoleAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `EnterpriseFrozen`, `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `LastAdmin` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    addEnterpriseUsers: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "username": "ada@example.com",
                 *       "permission": [
                 *         "auditor"
                 *       ],
                 *       "invite": true
                 *     }
                 */
                "application/json": components["schemas"]["AddEnterpriseUsersRequest"];
            };
        };
        responses: {
            /** @description They all have a role. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `EnterpriseFrozen`, `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    removeEnterpriseUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "ada@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["RemoveEnterpriseUserRequest"];
            };
        };
        responses: {
            /** @description The user has no role there. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `EnterpriseFrozen`, `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `LastAdmin` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    addEnterpriseUserOfOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
                /**
                 * @description The id of the enterprise.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                enterpriseId: components["parameters"]["EnterpriseIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "permissions": [
                 *         "auditor"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AddEnterpriseUserOfOrganizationRequest"];
            };
        };
        responses: {
            /** @description The user's id. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserIdAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidEnterpriseId`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `EnterpriseFrozen`, `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `EnterpriseNotFound`, `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listOrganizationUsers: {
        parameters: {
            query?: {
                /**
                 * @description Only users with this role.
                 * @example admin
                 */
                role?: "serviceUser" | "admin" | "member" | "customer";
                /**
                 * @description How many users a page has at most.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The `nextBatchPrevId` of the page before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["schemas"]["Id"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    changeOrganizationUser: {
        parameters: {
            query: {
                /**
                 * @description The user whose role changes.
                 * @example 6854341f9b1b4a0d8f0e2c7a5d3b9e10
                 */
                userId: components["parameters"]["UserId"];
                /**
                 * @description The role that the user has from now on.
                 * @example admin
                 */
                role: "serviceUser" | "admin" | "member" | "customer";
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user and the role. The published API gives no type for this answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationRoleAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    addOrganizationUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "ada@example.com",
                 *       "role": "member"
                 *     }
                 */
                "application/json": components["schemas"]["AddOrganizationUserRequest"];
            };
        };
        responses: {
            /** @description The user's id. The published API gives no type for this answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserIdAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    removeOrganizationUser: {
        parameters: {
            query: {
                /**
                 * @description The user whose role is removed.
                 * @example 6854341f9b1b4a0d8f0e2c7a5d3b9e10
                 */
                userId: components["schemas"]["Id"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user has no role there. The published API gives no type for this answer. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listCallerOrganizations: {
        parameters: {
            query?: {
                /**
                 * @description Only organizations in which the caller has one of these roles.
                 * @example [
                 *       "admin"
                 *     ]
                 */
                role?: ("serviceUser" | "admin" | "member" | "customer")[];
                /**
                 * @description How many rows are given at most.
                 * @example 1000
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `nextBatchPrevId` of the part before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organizations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallerOrganizationList"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    getCallerOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organizationId: components["parameters"]["OrganizationIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallerOrganizationAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidOrganizationId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The user. An id (32 lower-case hexadecimal digits), or `me`, or an email address.
                 * @example me
                 */
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names what is shown: it changes when a member does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidUserId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    eraseUser: {
        parameters: {
            query?: {
                /**
                 * @description Erases the only admin of an enterprise as well, which has none from then on.
                 * @example true
                 */
                force?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description The user. An id (32 lower-case hexadecimal digits), or an email address.
                 * @example ada@example.com
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person is erased. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidUserId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `LastAdmin` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listOrganizationsOfUser: {
        parameters: {
            query?: {
                /**
                 * @description How many roles a page has at most.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The `nextBatchPrevId` of the page before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["schemas"]["Id"];
            };
            header?: never;
            path: {
                /**
                 * @description The user. An id (32 lower-case hexadecimal digits), or `me`, or an email address.
                 * @example me
                 */
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of organizations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationMembershipPage"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidUserId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listEnterprisesOfUser: {
        parameters: {
            query?: {
                /**
                 * @description How many roles a page has at most.
                 * @example 25
                 */
                limit?: number;
                /**
                 * @description The `nextBatchPrevId` of the page before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["schemas"]["Id"];
            };
            header?: never;
            path: {
                /**
                 * @description The user. An id (32 lower-case hexadecimal digits), or `me`, or an email address.
                 * @example me
                 */
                id: components["parameters"]["IdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of enterprises. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterpriseMembershipPage"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson`, `InvalidUserId` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound`, `UserNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listAccessTokens: {
        parameters: {
            query?: {
                /**
                 * @description How many tokens a page has at most.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description The `nextBatchPrevId` of the page before.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                prevId?: components["parameters"]["PrevId"];
                /**
                 * @description `ASC` for the oldest first, `DESC` for the newest first; by default `ASC`.
                 * @example ASC
                 */
                sort?: "ASC" | "DESC";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tokens. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenPage"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    createAccessToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "backend",
                 *       "scope": [
                 *         "enterprise_manage_all"
                 *       ],
                 *       "duration": 31536000,
                 *       "ipRestrict": [
                 *         "192.0.2.7"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateAccessTokenRequest"];
            };
        };
        responses: {
            /** @description The new token, with its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedAccessToken"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted`, `TokenBoundsExceeded` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    endAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the token, never its secret.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                accessTokenId: components["parameters"]["AccessTokenIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token, with the end it has got. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `ScopeNotGranted` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `AccessTokenNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    rotateAccessToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the token, never its secret.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                accessTokenId: components["parameters"]["AccessTokenIdInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlap": 3600
                 *     }
                 */
                "application/json": components["schemas"]["RotateAccessTokenRequest"];
            };
        };
        responses: {
            /** @description The new token, with its secret, and what it replaces. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedAccessToken"];
                };
            };
            /** @description `BadRequest`, `Invalid`, `InvalidJson` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `Forbidden`, `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended`, `ScopeNotGranted`, `TokenBoundsExceeded` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `AccessTokenNotFound`, `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            /** @description `AccessTokenReplaced`, `IdempotencyKeyConflict`, `IdempotencyKeyInProgress`, `IdempotencyKeySpent` */
            409: components["responses"]["ApiV2Conflict"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token in use. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names what is shown: it changes when a member does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionAnswer"];
                };
            };
            /** @description `BadRequest` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed`, `OrganizationNotActivated`, `OrganizationSuspended` */
            403: components["responses"]["ApiV2Forbidden"];
            /** @description `OrganizationNotFound` */
            404: components["responses"]["ApiV2NotFound"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token has ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Nothing"];
                };
            };
            /** @description `BadRequest` */
            400: components["responses"]["ApiV2BadRequest"];
            401: components["responses"]["ApiV2Unauthorized"];
            /** @description `NetworkNotAllowed` */
            403: components["responses"]["ApiV2Forbidden"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    getClientConstants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No constants, for an hour. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientConstants"];
                };
            };
            /** @description `BadRequest` */
            400: components["responses"]["ApiV2BadRequest"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    ping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ping"];
                };
            };
            /** @description `BadRequest` */
            400: components["responses"]["ApiV2BadRequest"];
            default: components["responses"]["ApiV2Default"];
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the part before. As it was given.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organizations, at most 1000 at a time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My Platform",
                 *       "sub_domain": "my-platform",
                 *       "currency": {
                 *         "iso_code": "GBP"
                 *       },
                 *       "country": {
                 *         "iso_code2": "GB"
                 *       },
                 *       "activated": true,
                 *       "maximum_managed_organizations": 500
                 *     }
                 */
                "application/json": components["schemas"]["CreateOrganizationRequest"];
            };
        };
        responses: {
            /** @description The new organization. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `country_not_found`, `country_state_not_found`, `currency_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent` */
            409: components["responses"]["CoreV1Conflict"];
            /** @description `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getOrganization: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    deleteOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["DeleteOrganizationRequest"];
            };
        };
        responses: {
            /** @description It is deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `deletion_steps_not_satisfied` */
            409: components["responses"]["CoreV1Conflict"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    updateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Cloud",
                 *       "billing_name": "Acme Ltd",
                 *       "address1": "1 High Street",
                 *       "address2": "",
                 *       "postcode": "ZZ9 1LS",
                 *       "country": {
                 *         "iso_code2": "GB"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateOrganizationRequest"];
            };
        };
        responses: {
            /** @description The organization as this change has left it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown, for `If-Match`: it changes with every change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `country_not_found`, `country_state_not_found`, `currency_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            /** @description `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getAnnotations: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The annotations, in the order they were given in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown, for `If-Match`: it changes with every change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationsAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    replaceAnnotations: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "annotations": [
                 *         {
                 *           "key": "plan",
                 *           "value": "gold"
                 *         },
                 *         {
                 *           "key": "trial"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReplaceAnnotationsRequest"];
            };
        };
        responses: {
            /** @description The annotations as this change has left them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown, for `If-Match`: it changes with every change. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotationsAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            /** @description `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getDeletionSteps: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Each step, and whether it is satisfied. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionStepsAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    activateOrganization: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ActivateOrganizationRequest"];
            };
        };
        responses: {
            /** @description The organization, activated. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent` */
            409: components["responses"]["CoreV1Conflict"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    placeHold: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The contract is paused"
                 *     }
                 */
                "application/json": components["schemas"]["PlaceHoldRequest"];
            };
        };
        responses: {
            /** @description Why the organization is refused now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectiveStatusAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent` */
            409: components["responses"]["CoreV1Conflict"];
            /** @description `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    liftHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["LiftHoldRequest"];
            };
        };
        responses: {
            /** @description Why the organization is still refused, if it is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectiveStatusAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getEffectiveStatus: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status of the organization, and its causes. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EffectiveStatusAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getPolicy: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits, and what is used of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state that is shown. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Policy"];
                };
            };
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getPolicyLimits: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The limits. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the limit, for `If-Match`. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyLimitsAnswer"];
                };
            };
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    setPolicyLimits: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "policy_limits": {
                 *         "maximum_managed_organizations": {
                 *           "value": 500,
                 *           "unlimited": false
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SetPolicyLimitsRequest"];
            };
        };
        responses: {
            /** @description The limits, as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the new limit. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyLimitsAnswer"];
                };
            };
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getCurrentUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, those organizations, and the id of the token. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names what is shown: it changes when a member does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentUserAnswer"];
                };
            };
            /** @description `bad_request`, `missing_api_token` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `no_user_associated_with_identity`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listUsersWithAccess: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of users, each wrapped in `user`. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeerPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                /**
                 * @description The organization to list API tokens for. By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: string;
                /**
                 * @description The organization to list API tokens for. By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: string;
                /**
                 * @description An array of annotations to filter by. The key of each. All `annotations[]` have the same number of elements.
                 * @example [
                 *       "plan"
                 *     ]
                 */
                "annotations[][key]"?: components["parameters"]["AnnotationsKey"];
                /**
                 * @description An array of annotations to filter by. The value of each. All `annotations[]` have the same number of elements.
                 * @example [
                 *       "gold"
                 *     ]
                 */
                "annotations[][value]"?: components["parameters"]["AnnotationsValue"];
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of tokens. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "properties": {
                 *         "name": "backend",
                 *         "authorized_ip_addresses": [
                 *           "192.0.2.7",
                 *           "10.0.0.0/8"
                 *         ],
                 *         "expires_at": 1830297600,
                 *         "scopes": [
                 *           "managed_organizations",
                 *           "enterprises"
                 *         ]
                 *       },
                 *       "annotations": [
                 *         {
                 *           "key": "purpose",
                 *           "value": "deploy"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateApiTokenRequest"];
            };
        };
        responses: {
            /** @description The new token, with its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    /** @description Names the state of the token that is shown, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotatedApiTokenAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent` */
            409: components["responses"]["CoreV1Conflict"];
            /** @description `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    deleteApiToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the API token. It is ignored where `api_token` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                api_token: components["parameters"]["ApiTokenInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["DeleteApiTokenRequest"];
            };
        };
        responses: {
            /** @description What was ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokedApiTokenAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `api_token_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    updateApiToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the API token. It is ignored where `api_token` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                api_token: components["parameters"]["ApiTokenInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "properties": {
                 *         "name": "backend",
                 *         "scopes": [
                 *           "enterprises:read"
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UpdateApiTokenRequest"];
            };
        };
        responses: {
            /** @description The token as it is now, without its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description Names the state of the token that is shown, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotatedApiTokenAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `api_token_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `api_token_ended`, `api_token_replaced` */
            409: components["responses"]["CoreV1Conflict"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            /** @description `validation_error` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    regenerateApiToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the API token. It is ignored where `api_token` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                api_token: components["parameters"]["ApiTokenInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["RegenerateApiTokenRequest"];
            };
        };
        responses: {
            /** @description The token with its new secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    /** @description Names the state of the token that is shown, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `api_token_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `api_token_ended`, `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent` */
            409: components["responses"]["CoreV1Conflict"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listAuditEvents: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
                /**
                 * @description The `next_cursor` of the page before. As it was given.
                 * @example AaIDCSJgAZqjwLHycAGjtMXW5_gJEg
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
                /**
                 * @description `self` for what is about this organization itself, and nothing of those below it.
                 * @example self
                 */
                only?: "self";
                /**
                 * @description The one action to list, such as `organization.suspended`.
                 * @example organization.suspended
                 */
                action?: components["parameters"]["Action"];
                /**
                 * @description The first moment to list.
                 * @example 1795347260
                 */
                after?: components["parameters"]["After"];
                /**
                 * @description The moment to list up to, itself left out.
                 * @example 1795350860
                 */
                before?: components["parameters"]["Before"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listAllAuditEvents: {
        parameters: {
            query?: {
                /**
                 * @description The `next_cursor` of the page before. As it was given.
                 * @example AaIDCSJgAZqjwLHycAGjtMXW5_gJEg
                 */
                cursor?: components["parameters"]["Cursor"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
                /**
                 * @description The one action to list, such as `organization.suspended`.
                 * @example organization.suspended
                 */
                action?: components["parameters"]["Action"];
                /**
                 * @description The first moment to list.
                 * @example 1795347260
                 */
                after?: components["parameters"]["After"];
                /**
                 * @description The moment to list up to, itself left out.
                 * @example 1795350860
                 */
                before?: components["parameters"]["Before"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /**
                 * @description The `after` of the page before; `now` to begin behind what is there; left out, from the oldest event that is kept. As it was given, or `now`.
                 * @example now
                 */
                after?: string;
                /**
                 * @description The types to list, all where it is left out. Types of events with commas between them; `organization.*` is all that begin so.
                 * @example organization.created,organization.deleted
                 */
                types?: components["parameters"]["Types"];
                /**
                 * @description How many events a page has at most.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description For how many seconds to wait where there is nothing to answer yet.
                 * @example 0
                 */
                wait?: components["parameters"]["Wait"];
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            410: components["responses"]["CoreV1Gone"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listAllEvents: {
        parameters: {
            query?: {
                /**
                 * @description The `after` of the page before; `now` to begin behind what is there; left out, from the oldest event that is kept. As it was given, or `now`.
                 * @example now
                 */
                after?: string;
                /**
                 * @description The types to list, all where it is left out. Types of events with commas between them; `organization.*` is all that begin so.
                 * @example organization.created,organization.deleted
                 */
                types?: components["parameters"]["Types"];
                /**
                 * @description How many events a page has at most.
                 * @example 100
                 */
                limit?: number;
                /**
                 * @description For how many seconds to wait where there is nothing to answer yet.
                 * @example 0
                 */
                wait?: components["parameters"]["Wait"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of events. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            410: components["responses"]["CoreV1Gone"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                "organization[id]"?: components["parameters"]["OrganizationId"];
                /**
                 * @description By its sub-domain, instead of the id in the path. At most one `organization[…]` may be sent.
                 * @example acme
                 */
                "organization[sub_domain]"?: components["parameters"]["OrganizationSubDomain"];
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of endpoints. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the organization. It is ignored where `organization` is sent beside the path.
                 * @example 59cd72485007a239fb00282ed480da1f
                 */
                organization: components["parameters"]["OrganizationInPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/webhooks",
                 *       "description": "billing",
                 *       "types": [
                 *         "organization.created",
                 *         "organization.deleted"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description The new endpoint, with its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `secrets_key_missing` */
            409: components["responses"]["CoreV1Conflict"];
            /** @description `webhook_endpoint_limit_reached`, `webhook_url_not_allowed` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listOperatorWebhookEndpoints: {
        parameters: {
            query?: {
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of endpoints. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    createOperatorWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/webhooks",
                 *       "description": "billing",
                 *       "types": [
                 *         "organization.created",
                 *         "organization.deleted"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CreateOperatorWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description The new endpoint, with its secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `secrets_key_missing` */
            409: components["responses"]["CoreV1Conflict"];
            /** @description `webhook_endpoint_limit_reached`, `webhook_url_not_allowed` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                "webhook_endpoint[id]"?: components["parameters"]["WebhookEndpointId"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    deleteWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["DeleteWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description What was deleted. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedWebhookEndpointAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    updateWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["UpdateWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description The endpoint as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            /** @description `webhook_url_not_allowed` */
            422: components["responses"]["CoreV1UnprocessableEntity"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.
                 * @example "9b2f0c4d8e7a61350f4e2d1c0b9a8877"
                 */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "previous_valid_for": 3600
                 *     }
                 */
                "application/json": components["schemas"]["RotateWebhookSecretRequest"];
            };
        };
        responses: {
            /** @description The endpoint with its new secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `secrets_key_missing` */
            409: components["responses"]["CoreV1Conflict"];
            412: components["responses"]["CoreV1PreconditionFailed"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                "webhook_endpoint[id]"?: components["parameters"]["WebhookEndpointId"];
                /**
                 * @description The `next_cursor` of the page before. As it was given.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                cursor?: string;
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
                /**
                 * @description Only those in this state.
                 * @example failed
                 */
                state?: "pending" | "succeeded" | "failed";
            };
            header?: never;
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of deliveries. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: {
                /**
                 * @description By its id, instead of the id in the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                "webhook_endpoint[id]"?: components["parameters"]["WebhookEndpointId"];
                /**
                 * @description By its id, instead of the id in the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                "webhook_delivery[id]"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
                /**
                 * @description The id of the webhook delivery. It is ignored where `webhook_delivery` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_delivery: components["parameters"]["WebhookDeliveryInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_delivery_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["TestWebhookEndpointRequest"];
            };
        };
        responses: {
            /** @description The delivery, which is pending. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `webhook_endpoint_disabled` */
            409: components["responses"]["CoreV1Conflict"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
                /**
                 * @description The id of the webhook delivery. It is ignored where `webhook_delivery` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_delivery: components["parameters"]["WebhookDeliveryInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ReplayWebhookDeliveryRequest"];
            };
        };
        responses: {
            /** @description The delivery, which is pending. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_delivery_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `webhook_endpoint_disabled` */
            409: components["responses"]["CoreV1Conflict"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description 1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.
                 * @example 6f1c2a9e-order-4711
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The id of the webhook endpoint. It is ignored where `webhook_endpoint` is sent beside the path.
                 * @example 019aa3c0b1f27001a3b4c5d6e7f80912
                 */
                webhook_endpoint: components["parameters"]["WebhookEndpointInPath"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["ReplayWebhookEventsRequest"];
            };
        };
        responses: {
            /** @description How many events are sent, and where to go on. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplayAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `permission_denied`, `scope_not_granted`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found`, `webhook_endpoint_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            /** @description `idempotency_key_conflict`, `idempotency_key_in_progress`, `idempotency_key_spent`, `webhook_endpoint_disabled` */
            409: components["responses"]["CoreV1Conflict"];
            410: components["responses"]["CoreV1Gone"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listCurrencies: {
        parameters: {
            query?: {
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, in the order of the names. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrencyPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getCurrency: {
        parameters: {
            query?: {
                /**
                 * @description The currency to return. By its id, instead of the id in the path. At most one `currency[…]` may be sent.
                 * @example 7783338d6a79f2f6e125c107cf62d7e0
                 */
                "currency[id]"?: string;
                /**
                 * @description The currency to return. By its ISO code, instead of the id in the path. At most one `currency[…]` may be sent.
                 * @example EUR
                 */
                "currency[iso_code]"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the currency. It is ignored where `currency` is sent beside the path.
                 * @example 7783338d6a79f2f6e125c107cf62d7e0
                 */
                currency: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that is known of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description The `ETag` names what is shown: it changes when a member does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrencyAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `currency_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listCountries: {
        parameters: {
            query?: {
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, in the order of the names. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryPage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getCountry: {
        parameters: {
            query?: {
                /**
                 * @description The country to return. By its id, instead of the id in the path. At most one `country[…]` may be sent.
                 * @example f07b20bdd8b5f9bbce8f976a3ef41713
                 */
                "country[id]"?: string;
                /**
                 * @description The country to return. By its ISO code 2, instead of the id in the path. At most one `country[…]` may be sent.
                 * @example US
                 */
                "country[iso_code2]"?: string;
                /**
                 * @description The country to return. By its ISO code 3, instead of the id in the path. At most one `country[…]` may be sent.
                 * @example USA
                 */
                "country[iso_code3]"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the country. It is ignored where `country` is sent beside the path.
                 * @example f07b20bdd8b5f9bbce8f976a3ef41713
                 */
                country: components["parameters"]["CountryInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that is known of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description The `ETag` names what is shown: it changes when a member does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `country_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    listCountryStates: {
        parameters: {
            query?: {
                /**
                 * @description The country to return states for. By its id, instead of the id in the path. At most one `country[…]` may be sent.
                 * @example f07b20bdd8b5f9bbce8f976a3ef41713
                 */
                "country[id]"?: string;
                /**
                 * @description The country to return states for. By its ISO code 2, instead of the id in the path. At most one `country[…]` may be sent.
                 * @example US
                 */
                "country[iso_code2]"?: string;
                /**
                 * @description The country to return states for. By its ISO code 3, instead of the id in the path. At most one `country[…]` may be sent.
                 * @example USA
                 */
                "country[iso_code3]"?: string;
                /**
                 * @description Which page to show, from 1.
                 * @example 1
                 */
                page?: components["parameters"]["Page"];
                /**
                 * @description How many rows a page has.
                 * @example 30
                 */
                per_page?: components["parameters"]["PerPage"];
            };
            header?: never;
            path: {
                /**
                 * @description The id of the country. It is ignored where `country` is sent beside the path.
                 * @example f07b20bdd8b5f9bbce8f976a3ef41713
                 */
                country: components["parameters"]["CountryInPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, in the order of the names. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryStatePage"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `country_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getCountryState: {
        parameters: {
            query?: {
                /**
                 * @description The country state to return. By its id, instead of the id in the path.
                 * @example a0012e22cac6266c21ff98dded9a330c
                 */
                "country_state[id]"?: string;
            };
            header?: never;
            path: {
                /**
                 * @description The id of the country state. It is ignored where `country_state` is sent beside the path.
                 * @example a0012e22cac6266c21ff98dded9a330c
                 */
                country_state: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All that is known of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    /** @description The `ETag` names what is shown: it changes when a member does. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryStateAnswer"];
                };
            };
            /** @description `bad_request`, `invalid_argument`, `invalid_json_body`, `missing_api_token`, `missing_required_argument` */
            400: components["responses"]["CoreV1BadRequest"];
            /** @description `invalid_api_token`, `organization_not_activated`, `organization_suspended`, `unauthorized_network_for_api_token` */
            403: components["responses"]["CoreV1Forbidden"];
            /** @description `country_state_not_found`, `organization_not_found` */
            404: components["responses"]["CoreV1NotFound"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getApiaSchema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schema. `objects` are definitions that name each other by their ids. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiaSchema"];
                };
            };
            /** @description `bad_request` */
            400: components["responses"]["CoreV1BadRequest"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getCoreV1Document: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            /** @description `bad_request` */
            400: components["responses"]["CoreV1BadRequest"];
            default: components["responses"]["CoreV1Default"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Not ready; `problem` says why. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotReady"];
                };
            };
        };
    };
    receiveEvent: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same for every attempt: by it, a receiver recognizes what it has received before.
                 * @example 01a2030921447000a1e610212452f6a3
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in unix seconds. Refuse what is more than five minutes away.
                 * @example 1795347260
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description For each valid secret `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64, with spaces between them. One that matches is enough. The example is by the secret `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=`.
                 * @example v1,1Uq1luNXbY2vfuIjSVvlRt5E/DreIM/SaiqlezoV1Wg=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "organization.created",
                 *       "timestamp": "2026-11-22T11:34:20.000Z",
                 *       "data": {
                 *         "organization_id": "01a2030922ee7000b247b7dd3d08230b",
                 *         "subject": {
                 *           "type": "organization",
                 *           "id": "01a2030922ee7000b247b7dd3d08230b"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The endpoint is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. It must come within 15 seconds. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery is attempted again, ten times in all. Redirects are not followed, and a `Retry-After` is kept. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveTest: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The event's id, the same for every attempt: by it, a receiver recognizes what it has received before.
                 * @example 01a2030921447000a1e610212452f6a3
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in unix seconds. Refuse what is more than five minutes away.
                 * @example 1795347260
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description For each valid secret `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64, with spaces between them. One that matches is enough. The example is by the secret `whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=`.
                 * @example v1,1Uq1luNXbY2vfuIjSVvlRt5E/DreIM/SaiqlezoV1Wg=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "webhook.test",
                 *       "timestamp": "2026-11-22T11:34:20.000Z",
                 *       "data": {}
                 *     }
                 */
                "application/json": components["schemas"]["WebhookTest"];
            };
        };
        responses: {
            /** @description The endpoint is disabled. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. It must come within 15 seconds. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The delivery is attempted again, ten times in all. Redirects are not followed, and a `Retry-After` is kept. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
