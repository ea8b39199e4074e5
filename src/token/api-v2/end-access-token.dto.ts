import { StringField } from '../../http/validation/fields/text.js';

/** The argument of `DELETE /user/accesstoken/{id}`. What has not the form of an id is nobody's. */
export class EndAccessTokenDto {
  @StringField()
  accessTokenId: string;
}
