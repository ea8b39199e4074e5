import { MAX_ANNOTATIONS } from '../../annotation/annotation.rules.js';
import { AnnotationFilter, KeyValueDto, toAnnotations } from '../../annotation/key-value.dto.js';
import { EVERY_SCOPE, SCOPES } from '../../auth/scopes.js';
import { ArgumentSet } from '../../http/validation/argument-set.js';
import { ApiArgument, ApiDescription } from '../../http/validation/argument-metadata.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { PageNumber, PageSize, pageQuery } from '../../http/validation/fields/paging.js';
import { UnixTimeField } from '../../http/validation/fields/scalars.js';
import { LookupField, NestedArrayField, NestedField } from '../../http/validation/fields/nested.js';
import { NETWORK, StringArrayField, StringField, line } from '../../http/validation/fields/text.js';
import { OrganizationLookupDto } from '../../organization/organization.dto.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { MAX_NETWORKS, TOKEN_NAME } from '../token.rules.js';
import type { ApiTokenProperties } from './api-token.rules.js';
import type { ApiTokenQuery } from './api-token.service.js';

/** core-v1's way to name a token: by its id, never by its secret (core-v1.md §2.2, rule 7). */
@ArgumentSet('CoreAPI/ArgumentSets/APITokenLookup', {
  name: 'API Token Lookup',
  description: 'Provides for API tokens to be looked up',
  refuses: ['api_token_not_found'],
})
export class ApiTokenLookupDto {
  @ApiArgument({ description: 'The id of the token, never its secret', example: '019aa3c0b1f27001a3b4c5d6e7f80912' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  /** An `id` of null finds nothing. */
  toId(): string {
    return this.id ?? '';
  }
}

/** The published description of a scope. */
const GRANTED_SCOPE = { form: `\`${EVERY_SCOPE}\`, or one of ${SCOPES.map((scope) => `\`${scope}\``).join(', ')}.` };

/** The properties of a token (published as APITokenArguments); each member may be left out. */
@ArgumentSet('CoreAPI/ArgumentSets/APITokenArguments')
export class ApiTokenPropertiesDto {
  @ApiArgument({ description: 'What people call the token' })
  @Optional({ nullable: true })
  @StringField({ domain: line(TOKEN_NAME) })
  name?: string | null;

  @ApiArgument({ description: 'From where it may be used; an empty list is anywhere' })
  @Optional({ nullable: true })
  @StringArrayField({ domain: { ...NETWORK, maxItems: MAX_NETWORKS } })
  authorized_ip_addresses?: string[] | null;

  @ApiArgument({ description: 'When it ends' })
  @Optional({ nullable: true })
  @UnixTimeField()
  expires_at?: number | null;

  @ApiArgument({ description: 'What it may do' })
  @Optional({ nullable: true })
  @StringArrayField({ domain: GRANTED_SCOPE })
  scopes?: string[] | null;

  toInput(): ApiTokenProperties {
    const { name, authorized_ip_addresses: addresses, expires_at: expiresAt, scopes } = this;
    return {
      ...(typeof name === 'string' && { name: name.trim() }),
      ...(addresses && { authorizedIpAddresses: addresses }),
      ...(typeof expiresAt === 'number' && { expiresAt: expiresAt * 1_000 }),
      ...(scopes && { scopes }),
    };
  }
}

/** The published arguments of `GET /organizations/:organization/api_tokens`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/ListEndpoint/BaseArgumentSet')
export class ListApiTokensDto implements NamesOrganization {
  @ApiDescription('The organization to list API tokens for')
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @AnnotationFilter()
  annotations?: KeyValueDto[] | null;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): ApiTokenQuery {
    return { ...pageQuery(this), annotations: toAnnotations(this.annotations) };
  }
}

/** The published arguments of `POST /organizations/:organization/api_tokens`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/CreateEndpoint/BaseArgumentSet')
export class CreateApiTokenDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @ApiArgument({ description: 'What the token is and may do' })
  @NestedField(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  @ApiDescription('Annotations to add to this API token.')
  @Optional({ nullable: true })
  @NestedArrayField(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations?: KeyValueDto[] | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): ApiTokenProperties {
    return { ...this.properties.toInput(), annotations: toAnnotations(this.annotations) };
  }
}

/** The published arguments of `PATCH /api_tokens/:api_token`, in their order. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/UpdateEndpoint/BaseArgumentSet')
export class UpdateApiTokenDto {
  @LookupField(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;

  @ApiArgument({ description: 'What changes; what is left out stays' })
  @NestedField(() => ApiTokenPropertiesDto)
  properties: ApiTokenPropertiesDto;

  @ApiDescription('Annotations to put in the place of all that this API token has.')
  @Optional({ nullable: true })
  @NestedArrayField(() => KeyValueDto, { domain: MAX_ANNOTATIONS })
  annotations?: KeyValueDto[] | null;

  toInput(): ApiTokenProperties {
    return {
      ...this.properties.toInput(),
      ...(this.annotations && { annotations: toAnnotations(this.annotations) }),
    };
  }
}

/** The one published argument of `DELETE /api_tokens/:api_token`. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/DeleteEndpoint/BaseArgumentSet')
export class DeleteApiTokenDto {
  @LookupField(() => ApiTokenLookupDto)
  api_token: ApiTokenLookupDto;
}

/** The one published argument of `POST /api_tokens/:api_token/regenerate_secret`. */
@ArgumentSet('CoreAPI/Endpoints/APITokens/RegenerateSecretEndpoint/BaseArgumentSet')
export class RegenerateApiTokenDto extends DeleteApiTokenDto {}
