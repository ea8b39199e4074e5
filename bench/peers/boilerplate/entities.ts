import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';

@Entity('currency')
export class Currency {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column()
  name: string;

  @Column({ name: 'iso_code', unique: true })
  isoCode: string;

  @Column()
  symbol: string;
}

@Entity('user')
export class User {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column({ unique: true })
  email: string;

  @CreateDateColumn({ name: 'created_at' })
  createdAt: Date;
}

@Entity('organization')
export class Organization {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ManyToOne(() => Organization)
  @Index()
  parent: Organization | null;

  @Column()
  name: string;

  @Column({ name: 'sub_domain', unique: true })
  subDomain: string;

  @CreateDateColumn({ name: 'created_at' })
  createdAt: Date;

  @Column({ name: 'activated_at', type: 'datetime', nullable: true })
  activatedAt: Date | null;

  @Column({ default: false })
  suspended: boolean;

  @Column({ default: false })
  managed: boolean;

  @Column({ name: 'managed_limit', type: 'int', nullable: true })
  managedLimit: number | null;

  @Column({ name: 'billing_name', type: 'varchar', nullable: true })
  billingName: string | null;

  @ManyToOne(() => Currency, { nullable: false })
  currency: Currency;

  @OneToMany(() => Annotation, (annotation) => annotation.organization, { cascade: true })
  annotations: Annotation[];
}

@Entity('annotation')
export class Annotation {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ManyToOne(() => Organization, (organization) => organization.annotations)
  organization: Organization;

  @Column()
  key: string;

  @Column({ type: 'varchar', length: 1000, nullable: true })
  value: string | null;
}

@Entity('enterprise')
@Unique(['organization', 'idempotencyKey'])
export class Enterprise {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ManyToOne(() => Organization, { nullable: false })
  organization: Organization;

  @ManyToOne(() => User, { nullable: false })
  user: User;

  @Column()
  name: string;

  @Column({ name: 'idempotency_key' })
  idempotencyKey: string;

  @CreateDateColumn({ name: 'created_at' })
  createdAt: Date;

  @ManyToMany(() => User)
  @JoinTable({ name: 'enterprise_admin' })
  admins: User[];

  @OneToMany(() => ThirdPartyIdentifier, (identifier) => identifier.enterprise, { cascade: true })
  identifiers: ThirdPartyIdentifier[];
}

@Entity('third_party_identifier')
export class ThirdPartyIdentifier {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @ManyToOne(() => Enterprise, (enterprise) => enterprise.identifiers)
  enterprise: Enterprise;

  @Column({ name: 'identifier' })
  identifier: string;

  @Column()
  label: string;
}

@Entity('access_token')
export class AccessToken {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column({ name: 'secret_hash', unique: true })
  secretHash: string;

  @Column({ name: 'revoked_at', type: 'datetime', nullable: true })
  revokedAt: Date | null;
}

export const ENTITIES = [
  Currency,
  User,
  Organization,
  Annotation,
  Enterprise,
  ThirdPartyIdentifier,
  AccessToken,
] as const;
