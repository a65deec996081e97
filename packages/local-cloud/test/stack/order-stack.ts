// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are Terraform's references, not JavaScript's.
/** A small stack the way CDKTF writes one: blocks as objects and as arrays of one, references as strings. */
export const orderStack = {
  '//': { metadata: { stackName: 'orders' } },
  provider: { aws: [{ region: '${local.region}' }] },
  locals: { region: 'eu-west-1', name: '${var.project}-orders' },
  variable: { project: { type: 'string', default: 'dofs' } },
  data: {
    aws_caller_identity: { me: {} },
    aws_iam_policy_document: {
      store: {
        statement: [
          {
            actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
            resources: ['${aws_sqs_queue.orders.arn}'],
            condition: [
              {
                test: 'StringEquals',
                variable: 'aws:SourceAccount',
                values: ['${data.aws_caller_identity.me.account_id}'],
              },
            ],
          },
          { effect: 'Deny', actions: ['s3:*'], resources: ['arn:aws:s3:::&{aws:username}/*'] },
        ],
      },
      assume: {
        statement: {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
        },
      },
    },
  },
  resource: {
    aws_apigatewayv2_api: { http: { name: 'orders', protocol_type: 'HTTP' } },
    aws_apigatewayv2_integration: {
      store: {
        api_id: '${aws_apigatewayv2_api.http.id}',
        integration_type: 'AWS_PROXY',
        integration_uri: '${aws_lambda_function.store.invoke_arn}',
        payload_format_version: '2.0',
      },
    },
    aws_apigatewayv2_route: {
      post: {
        api_id: '${aws_apigatewayv2_api.http.id}',
        route_key: 'POST /order',
        authorization_type: 'AWS_IAM',
        target: 'integrations/${aws_apigatewayv2_integration.store.id}',
      },
    },
    aws_apigatewayv2_stage: {
      default: { api_id: '${aws_apigatewayv2_api.http.id}', name: '$default', auto_deploy: true },
    },
    aws_cloudwatch_dashboard: { all: { dashboard_body: '${jsonencode({})}' } },
    aws_cloudwatch_log_group: { store: { name: '/dofs/store', retention_in_days: 30 } },
    aws_dynamodb_table: {
      orders: {
        name: 'orders',
        hash_key: 'order_id',
        attribute: [
          { name: 'order_id', type: 'S' },
          { name: 'status', type: 'S' },
        ],
        global_secondary_index: [
          { name: 'by-status', hash_key: 'status', range_key: 'order_id', projection_type: 'KEYS_ONLY' },
        ],
        ttl: { enabled: false },
      },
    },
    aws_iam_role: {
      store: { name: 'dofs-store', assume_role_policy: '${data.aws_iam_policy_document.assume.json}' },
    },
    aws_iam_role_policy: {
      store: { role: '${aws_iam_role.store.name}', policy: '${data.aws_iam_policy_document.store.json}' },
    },
    aws_lambda_event_source_mapping: {
      store: {
        event_source_arn: '${aws_sqs_queue.orders.arn}',
        function_name: '${aws_lambda_function.store.arn}',
        function_response_types: ['ReportBatchItemFailures'],
        scaling_config: { maximum_concurrency: 2 },
        depends_on: ['aws_iam_role_policy.store'],
      },
      off: {
        event_source_arn: '${aws_sqs_queue.dead.arn}',
        function_name: '${aws_lambda_function.store.arn}',
        enabled: false,
      },
    },
    aws_lambda_function: {
      store: {
        '//': { metadata: {} },
        function_name: '${var.project}-store',
        role: '${aws_iam_role.store.arn}',
        runtime: 'nodejs24.x',
        handler: 'handler.handler',
        filename: 'assets/store.zip',
        memory_size: 256,
        reserved_concurrent_executions: 4,
        package_type: 'Zip',
        environment: [
          {
            variables: {
              QUEUE_URL: '${aws_sqs_queue.orders.url}',
              TABLE: '${aws_dynamodb_table.orders.name}',
              BATCH: 5,
              PLAIN: 'costs $${5} %%{or so}',
            },
          },
        ],
        logging_config: { log_format: 'JSON', log_group: '${aws_cloudwatch_log_group.store.name}' },
      },
    },
    aws_sfn_state_machine: {
      orders: {
        name: 'orders',
        role_arn: '${aws_iam_role.store.arn}',
        type: 'EXPRESS',
        definition:
          '{"StartAt":"Store","States":{"Store":{"Type":"Task","Resource":"${aws_lambda_function.store.arn}","End":true}}}',
        logging_configuration: {
          level: 'ALL',
          include_execution_data: true,
          log_destination: '${aws_cloudwatch_log_group.store.arn}:*',
        },
      },
    },
    aws_sns_topic: { pages: { name: 'pages' } },
    aws_sqs_queue: {
      dead: { name: 'dofs-dead' },
      orders: {
        name: '${local.name}',
        visibility_timeout_seconds: 60,
        redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.dead.arn}","maxReceiveCount":3}',
      },
    },
  },
};
