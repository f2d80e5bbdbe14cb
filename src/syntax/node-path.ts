/**
 * What we use of Babel's paths, scopes and bindings. Babel's own types work the type of every `get` out of the tree's
 * types, which costs the compiler minutes in code that narrows paths as ours does.
 */
import type * as ast from '@babel/types';

export interface Binding {
  readonly identifier: ast.Identifier;
  readonly scope: Scope;
  readonly path: NodePath;
  readonly kind: 'var' | 'let' | 'const' | 'module' | 'hoisted' | 'param' | 'local' | 'unknown';
  readonly referencePaths: NodePath[];
  /** assignments to it, and further declarations */
  readonly constantViolations: NodePath[];
  readonly constant: boolean;
  readonly referenced: boolean;
}

/** Where it is read; of what is declared nowhere, nothing. */
export function referencesTo(binding: Binding | null | undefined): readonly NodePath[] {
  return binding?.referencePaths ?? [];
}

/** The variables that an expression names, as often as it does; names that nothing declares are left out. */
export function bindingsNamed(path: NodePath): Binding[] {
  const found: Binding[] = [];
  const see = (one: NodePath) => {
    const binding =
      one.isIdentifier() && one.isReferencedIdentifier() ? one.scope.getBinding(one.node.name) : undefined;
    if (binding) found.push(binding);
  };
  see(path);
  path.traverse({ enter: see });
  return found;
}

export interface Scope {
  readonly path: NodePath;
  readonly block: ast.Node;
  readonly parent: Scope;
  readonly bindings: Record<string, Binding>;
  /** of a program: what it names and does not declare */
  readonly globals: Readonly<Record<string, unknown>>;
  getBinding(name: string): Binding | undefined;
  getOwnBinding(name: string): Binding | undefined;
  hasBinding(name: string, noGlobals?: boolean): boolean;
  hasOwnBinding(name: string): boolean;
  hasGlobal(name: string): boolean;
  getProgramParent(): Scope;
  getFunctionParent(): Scope | null;
}

interface Visited {
  AssignmentExpression: ast.AssignmentExpression;
  AwaitExpression: ast.AwaitExpression;
  YieldExpression: ast.YieldExpression;
  CallExpression: ast.CallExpression;
  CatchClause: ast.CatchClause;
  Class: ast.Class;
  ClassBody: ast.ClassBody;
  ClassProperty: ast.ClassProperty;
  Expression: ast.Expression;
  Function: ast.Function;
  Identifier: ast.Identifier;
  ImportDeclaration: ast.ImportDeclaration;
  JSXIdentifier: ast.JSXIdentifier;
  JSXText: ast.JSXText;
  ConditionalExpression: ast.ConditionalExpression;
  IfStatement: ast.IfStatement;
  LogicalExpression: ast.LogicalExpression;
  MemberExpression: ast.MemberExpression;
  NewExpression: ast.NewExpression;
  ObjectExpression: ast.ObjectExpression;
  ObjectPattern: ast.ObjectPattern;
  ObjectProperty: ast.ObjectProperty;
  OptionalCallExpression: ast.OptionalCallExpression;
  OptionalMemberExpression: ast.OptionalMemberExpression;
  Program: ast.Program;
  ReturnStatement: ast.ReturnStatement;
  StringLiteral: ast.StringLiteral;
  TSParameterProperty: ast.TSParameterProperty;
  TSImportEqualsDeclaration: ast.TSImportEqualsDeclaration;
  TSIndexSignature: ast.TSIndexSignature;
  TSInterfaceDeclaration: ast.TSInterfaceDeclaration;
  TSTypeAliasDeclaration: ast.TSTypeAliasDeclaration;
  TemplateElement: ast.TemplateElement;
  TemplateLiteral: ast.TemplateLiteral;
  ThisExpression: ast.ThisExpression;
  UnaryExpression: ast.UnaryExpression;
  UpdateExpression: ast.UpdateExpression;
  VariableDeclarator: ast.VariableDeclarator;
  Scope: ast.Scopable;
}

/** Called for the nodes of a type or an alias of types (`Function`). */
export type Visitor = { readonly enter?: (path: NodePath) => void } & {
  readonly [K in keyof Visited]?: (path: NodePath<Visited[K]>) => void;
};

/** Keys that hold a list in whatever node has them. */
type ListKey =
  | 'arguments'
  | 'params'
  | 'properties'
  | 'elements'
  | 'specifiers'
  | 'expressions'
  | 'cases'
  | 'members'
  | 'body.body';

/** A node at its place in the tree. */
export interface NodePath<T = ast.Node> {
  readonly node: T;
  readonly type: string;
  readonly parent: ast.Node;
  readonly parentPath: T extends ast.Program ? null : NodePath;
  readonly scope: Scope;
  readonly key: string | number | null;
  readonly listKey: string | null;
  readonly container: ast.Node | ast.Node[] | null;
  get<P = NodePath<ast.VariableDeclarator>[]>(key: 'declarations'): P;
  get<P = NodePath<ast.TemplateElement>[]>(key: 'quasis'): P;
  get<P = NodePath[]>(key: ListKey): P;
  /** The path at `key`, which may be dotted; where the tree has a list there, say so by `P`. */
  get<P = NodePath>(key: string): P;
  /** The path itself and all above it. */
  getAncestry(): NodePath[];
  getSibling(key: string | number): NodePath;
  find(test: (path: NodePath) => boolean): NodePath | null;
  findParent(test: (path: NodePath) => boolean): NodePath | null;
  getFunctionParent(): NodePath<ast.Function> | null;
  getStatementParent(): NodePath<ast.Statement> | null;
  isDescendant(ancestor: NodePath): boolean;
  isReferencedIdentifier(): boolean;
  traverse(visitor: Visitor): void;
  /** Do not go into the node's children. */
  skip(): void;
  /** End the traversal. */
  stop(): void;
  /** As it is written. */
  toString(): string;

  isArrayExpression(shape?: object): this is NodePath<ast.ArrayExpression>;
  isArrayPattern(shape?: object): this is NodePath<ast.ArrayPattern>;
  isArrowFunctionExpression(shape?: object): this is NodePath<ast.ArrowFunctionExpression>;
  isAssignmentExpression(shape?: object): this is NodePath<ast.AssignmentExpression>;
  isAssignmentPattern(shape?: object): this is NodePath<ast.AssignmentPattern>;
  isAwaitExpression(shape?: object): this is NodePath<ast.AwaitExpression>;
  isBigIntLiteral(shape?: object): this is NodePath<ast.BigIntLiteral>;
  isBinaryExpression(shape?: object): this is NodePath<ast.BinaryExpression>;
  isBlockStatement(shape?: object): this is NodePath<ast.BlockStatement>;
  isBooleanLiteral(shape?: object): this is NodePath<ast.BooleanLiteral>;
  isBreakStatement(shape?: object): this is NodePath<ast.BreakStatement>;
  isCallExpression(shape?: object): this is NodePath<ast.CallExpression>;
  isCatchClause(shape?: object): this is NodePath<ast.CatchClause>;
  isClass(shape?: object): this is NodePath<ast.Class>;
  isClassBody(shape?: object): this is NodePath<ast.ClassBody>;
  isClassDeclaration(shape?: object): this is NodePath<ast.ClassDeclaration>;
  isClassExpression(shape?: object): this is NodePath<ast.ClassExpression>;
  isClassMethod(shape?: object): this is NodePath<ast.ClassMethod>;
  isClassPrivateMethod(shape?: object): this is NodePath<ast.ClassPrivateMethod>;
  isClassPrivateProperty(shape?: object): this is NodePath<ast.ClassPrivateProperty>;
  isClassProperty(shape?: object): this is NodePath<ast.ClassProperty>;
  isConditionalExpression(shape?: object): this is NodePath<ast.ConditionalExpression>;
  isContinueStatement(shape?: object): this is NodePath<ast.ContinueStatement>;
  isDebuggerStatement(shape?: object): this is NodePath<ast.DebuggerStatement>;
  isDirective(shape?: object): this is NodePath<ast.Directive>;
  isDoWhileStatement(shape?: object): this is NodePath<ast.DoWhileStatement>;
  isEmptyStatement(shape?: object): this is NodePath<ast.EmptyStatement>;
  isExportAllDeclaration(shape?: object): this is NodePath<ast.ExportAllDeclaration>;
  isExportDeclaration(shape?: object): this is NodePath<ast.ExportDeclaration>;
  isExportDefaultDeclaration(shape?: object): this is NodePath<ast.ExportDefaultDeclaration>;
  isExportNamedDeclaration(shape?: object): this is NodePath<ast.ExportNamedDeclaration>;
  isExportNamespaceSpecifier(shape?: object): this is NodePath<ast.ExportNamespaceSpecifier>;
  isExportSpecifier(shape?: object): this is NodePath<ast.ExportSpecifier>;
  isExpression(shape?: object): this is NodePath<ast.Expression>;
  isExpressionStatement(shape?: object): this is NodePath<ast.ExpressionStatement>;
  isFile(shape?: object): this is NodePath<ast.File>;
  isFor(shape?: object): this is NodePath<ast.For>;
  isForInStatement(shape?: object): this is NodePath<ast.ForInStatement>;
  isForOfStatement(shape?: object): this is NodePath<ast.ForOfStatement>;
  isForStatement(shape?: object): this is NodePath<ast.ForStatement>;
  isForXStatement(shape?: object): this is NodePath<ast.ForXStatement>;
  isFunction(shape?: object): this is NodePath<ast.Function>;
  isFunctionDeclaration(shape?: object): this is NodePath<ast.FunctionDeclaration>;
  isFunctionExpression(shape?: object): this is NodePath<ast.FunctionExpression>;
  isIdentifier(shape?: object): this is NodePath<ast.Identifier>;
  isIfStatement(shape?: object): this is NodePath<ast.IfStatement>;
  isImport(shape?: object): this is NodePath<ast.Import>;
  isImportAttribute(shape?: object): this is NodePath<ast.ImportAttribute>;
  isImportDeclaration(shape?: object): this is NodePath<ast.ImportDeclaration>;
  isImportDefaultSpecifier(shape?: object): this is NodePath<ast.ImportDefaultSpecifier>;
  isImportExpression(shape?: object): this is NodePath<ast.ImportExpression>;
  isImportNamespaceSpecifier(shape?: object): this is NodePath<ast.ImportNamespaceSpecifier>;
  isImportSpecifier(shape?: object): this is NodePath<ast.ImportSpecifier>;
  isJSXAttribute(shape?: object): this is NodePath<ast.JSXAttribute>;
  isJSXElement(shape?: object): this is NodePath<ast.JSXElement>;
  isJSXExpressionContainer(shape?: object): this is NodePath<ast.JSXExpressionContainer>;
  isLabeledStatement(shape?: object): this is NodePath<ast.LabeledStatement>;
  isLiteral(shape?: object): this is NodePath<ast.Literal>;
  isLogicalExpression(shape?: object): this is NodePath<ast.LogicalExpression>;
  isLoop(shape?: object): this is NodePath<ast.Loop>;
  isMemberExpression(shape?: object): this is NodePath<ast.MemberExpression>;
  isMetaProperty(shape?: object): this is NodePath<ast.MetaProperty>;
  isNewExpression(shape?: object): this is NodePath<ast.NewExpression>;
  isNullLiteral(shape?: object): this is NodePath<ast.NullLiteral>;
  isNumericLiteral(shape?: object): this is NodePath<ast.NumericLiteral>;
  isObjectExpression(shape?: object): this is NodePath<ast.ObjectExpression>;
  isObjectMethod(shape?: object): this is NodePath<ast.ObjectMethod>;
  isObjectPattern(shape?: object): this is NodePath<ast.ObjectPattern>;
  isObjectProperty(shape?: object): this is NodePath<ast.ObjectProperty>;
  isObjectTypeAnnotation(shape?: object): this is NodePath<ast.ObjectTypeAnnotation>;
  isOptionalCallExpression(shape?: object): this is NodePath<ast.OptionalCallExpression>;
  isOptionalMemberExpression(shape?: object): this is NodePath<ast.OptionalMemberExpression>;
  isParenthesizedExpression(shape?: object): this is NodePath<ast.ParenthesizedExpression>;
  isPattern(shape?: object): this is NodePath<ast.Pattern>;
  isPrivateName(shape?: object): this is NodePath<ast.PrivateName>;
  isProgram(shape?: object): this is NodePath<ast.Program>;
  isRegExpLiteral(shape?: object): this is NodePath<ast.RegExpLiteral>;
  isRestElement(shape?: object): this is NodePath<ast.RestElement>;
  isReturnStatement(shape?: object): this is NodePath<ast.ReturnStatement>;
  isSequenceExpression(shape?: object): this is NodePath<ast.SequenceExpression>;
  isSpreadElement(shape?: object): this is NodePath<ast.SpreadElement>;
  isStatement(shape?: object): this is NodePath<ast.Statement>;
  isStringLiteral(shape?: object): this is NodePath<ast.StringLiteral>;
  isSuper(shape?: object): this is NodePath<ast.Super>;
  isSwitchCase(shape?: object): this is NodePath<ast.SwitchCase>;
  isSwitchStatement(shape?: object): this is NodePath<ast.SwitchStatement>;
  isTSArrayType(shape?: object): this is NodePath<ast.TSArrayType>;
  isTSAsExpression(shape?: object): this is NodePath<ast.TSAsExpression>;
  isTSEnumDeclaration(shape?: object): this is NodePath<ast.TSEnumDeclaration>;
  isTSEnumMember(shape?: object): this is NodePath<ast.TSEnumMember>;
  isTSExportAssignment(shape?: object): this is NodePath<ast.TSExportAssignment>;
  isTSExpressionWithTypeArguments(shape?: object): this is NodePath<ast.TSExpressionWithTypeArguments>;
  isTSExternalModuleReference(shape?: object): this is NodePath<ast.TSExternalModuleReference>;
  isTSFunctionType(shape?: object): this is NodePath<ast.TSFunctionType>;
  isTSImportEqualsDeclaration(shape?: object): this is NodePath<ast.TSImportEqualsDeclaration>;
  isTSIndexSignature(shape?: object): this is NodePath<ast.TSIndexSignature>;
  isTSIndexedAccessType(shape?: object): this is NodePath<ast.TSIndexedAccessType>;
  isTSInterfaceBody(shape?: object): this is NodePath<ast.TSInterfaceBody>;
  isTSInterfaceDeclaration(shape?: object): this is NodePath<ast.TSInterfaceDeclaration>;
  isTSIntersectionType(shape?: object): this is NodePath<ast.TSIntersectionType>;
  isTSLiteralType(shape?: object): this is NodePath<ast.TSLiteralType>;
  isTSMethodSignature(shape?: object): this is NodePath<ast.TSMethodSignature>;
  isTSModuleDeclaration(shape?: object): this is NodePath<ast.TSModuleDeclaration>;
  isTSNonNullExpression(shape?: object): this is NodePath<ast.TSNonNullExpression>;
  isTSParameterProperty(shape?: object): this is NodePath<ast.TSParameterProperty>;
  isTSParenthesizedType(shape?: object): this is NodePath<ast.TSParenthesizedType>;
  isTSPropertySignature(shape?: object): this is NodePath<ast.TSPropertySignature>;
  isTSSatisfiesExpression(shape?: object): this is NodePath<ast.TSSatisfiesExpression>;
  isTSTupleType(shape?: object): this is NodePath<ast.TSTupleType>;
  isTSTypeAliasDeclaration(shape?: object): this is NodePath<ast.TSTypeAliasDeclaration>;
  isTSTypeAnnotation(shape?: object): this is NodePath<ast.TSTypeAnnotation>;
  isTSTypeAssertion(shape?: object): this is NodePath<ast.TSTypeAssertion>;
  isTSTypeLiteral(shape?: object): this is NodePath<ast.TSTypeLiteral>;
  isTSTypeOperator(shape?: object): this is NodePath<ast.TSTypeOperator>;
  isTSTypeParameterInstantiation(shape?: object): this is NodePath<ast.TSTypeParameterInstantiation>;
  isTSTypePredicate(shape?: object): this is NodePath<ast.TSTypePredicate>;
  isTSTypeQuery(shape?: object): this is NodePath<ast.TSTypeQuery>;
  isTSTypeReference(shape?: object): this is NodePath<ast.TSTypeReference>;
  isTSUnionType(shape?: object): this is NodePath<ast.TSUnionType>;
  isTaggedTemplateExpression(shape?: object): this is NodePath<ast.TaggedTemplateExpression>;
  isTemplateElement(shape?: object): this is NodePath<ast.TemplateElement>;
  isTemplateLiteral(shape?: object): this is NodePath<ast.TemplateLiteral>;
  isThisExpression(shape?: object): this is NodePath<ast.ThisExpression>;
  isThrowStatement(shape?: object): this is NodePath<ast.ThrowStatement>;
  isTryStatement(shape?: object): this is NodePath<ast.TryStatement>;
  isTypeCastExpression(shape?: object): this is NodePath<ast.TypeCastExpression>;
  isUnaryExpression(shape?: object): this is NodePath<ast.UnaryExpression>;
  isUpdateExpression(shape?: object): this is NodePath<ast.UpdateExpression>;
  isVariableDeclaration(shape?: object): this is NodePath<ast.VariableDeclaration>;
  isVariableDeclarator(shape?: object): this is NodePath<ast.VariableDeclarator>;
  isWhileStatement(shape?: object): this is NodePath<ast.WhileStatement>;
  isYieldExpression(shape?: object): this is NodePath<ast.YieldExpression>;
}
