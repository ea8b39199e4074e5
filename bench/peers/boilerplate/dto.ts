import { Type } from 'class-transformer';
import { IsArray, IsEmail, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';

export class ThirdPartyIdentifierDto {
  @IsString()
  @Length(1, 255)
  id: string;

  @IsString()
  @Length(1, 255)
  label: string;
}

export class CreateEnterpriseDto {
  @IsEmail()
  email: string;

  @IsString()
  @Length(1, 255)
  idempotencyKey: string;

  @IsArray()
  @IsString({ each: true })
  additionalAdmins: string[];

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ThirdPartyIdentifierDto)
  thirdPartyIdentifier?: ThirdPartyIdentifierDto[];
}

export class AnnotationDto {
  @IsString()
  @Length(1, 100)
  key: string;

  @IsOptional()
  @IsString()
  value?: string | null;
}

export class CreateOrganizationDto {
  @IsString()
  @Length(1, 255)
  name: string;

  @Matches(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
  sub_domain: string;

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AnnotationDto)
  annotations?: AnnotationDto[];
}
