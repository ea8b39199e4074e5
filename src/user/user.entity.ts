import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { COUNT, ID, TIME } from '../database/column-types.js';

/** A person: one row for each email in the whole installation. The roles are in other tables. */
@Entity('users')
@Unique('uq_users_email_canonical', ['emailCanonical'])
export class UserEntity {
  @PrimaryColumn(ID)
  id: string;

  /** As it was first given. Null once the person was erased. */
  @Column({ type: 'varchar', length: 254, nullable: true })
  email: string | null;

  /** The form in which emails are compared (decisions §3). Longer than an email, because punycode is longer. */
  @Column({ name: 'email_canonical', type: 'varchar', length: 320, nullable: true })
  emailCanonical: string | null;

  @Column({ name: 'first_name', type: 'varchar', length: 255, nullable: true })
  firstName: string | null;

  @Column({ name: 'last_name', type: 'varchar', length: 255, nullable: true })
  lastName: string | null;

  @Column({ ...TIME, name: 'created_at' })
  createdAt: number;

  @Column({ ...TIME, name: 'erased_at', nullable: true })
  erasedAt: number | null;

  /** Grows with each change of the row. */
  @Column({ ...COUNT, default: 1 })
  version: number;
}
