import { inputOf, onEach, type PermissionTable, textOf } from './permission.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html */
export const statesPermissions: PermissionTable = {
  ...onEach(
    'states',
    ['DescribeStateMachine', 'ListExecutions', 'StartExecution', 'StartSyncExecution'],
    (call) => textOf(inputOf(call).stateMachineArn),
  ),
  ...onEach('states', ['DescribeExecution', 'GetExecutionHistory', 'StopExecution'], (call) =>
    textOf(inputOf(call).executionArn),
  ),
  ...onEach('states', ['ListStateMachines'], () => '*'),
};
