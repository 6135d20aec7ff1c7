const e=require("./dist2.js"),t={"blueprints/additions/deployment.azure.json":`{
  "relations": {
    "azureDevopsPullRequest": {
      "title": "Azure DevOps Pull Request",
      "target": "azureDevopsPullRequest",
      "required": false,
      "many": false,
      "description": "The pull request whose completion was deployed"
    },
    "pullRequests": {
      "title": "Azure DevOps Pull Requests",
      "target": "azureDevopsPullRequest",
      "required": false,
      "many": true,
      "description": "All whose changes were deployed"
    }
  }
}
`,"blueprints/additions/deployment.github.json":`{
  "relations": {
    "pullRequest": {
      "title": "Pull Request",
      "target": "githubPullRequest",
      "required": false,
      "many": false,
      "description": "The pull request whose merge was deployed"
    },
    "pullRequests": {
      "title": "Pull Requests",
      "target": "githubPullRequest",
      "required": false,
      "many": true,
      "description": "All whose changes were deployed"
    }
  }
}
`,"blueprints/additions/deployment.gitlab.json":`{
  "relations": {
    "mergeRequest": {
      "title": "Merge Request",
      "target": "gitlabMergeRequest",
      "required": false,
      "many": false,
      "description": "The merge request whose merge was deployed"
    },
    "pullRequests": {
      "title": "Merge Requests",
      "target": "gitlabMergeRequest",
      "required": false,
      "many": true,
      "description": "All whose changes were deployed"
    }
  }
}
`,"blueprints/additions/incident.json":`{
  "schema": {
    "properties": {
      "resolvedAt": {
        "title": "Incident Resolution Time",
        "type": "string",
        "format": "date-time",
        "description": "When the incident was resolved"
      },
      "recoveryTime": {
        "title": "Time to Recovery (Minutes)",
        "type": "number",
        "description": "From the beginning of the incident to its resolution"
      }
    }
  },
  "relations": {
    "service": {
      "title": "Service",
      "target": "service",
      "required": false,
      "many": false,
      "description": "The service that the incident is about"
    }
  }
}
`,"blueprints/azureDevopsPullRequest.json":`{
  "identifier": "azureDevopsPullRequest",
  "title": "Azure DevOps Pull Request",
  "icon": "AzureDevops",
  "schema": {
    "properties": {
      "status": {
        "type": "string",
        "title": "Status",
        "enum": ["active", "completed", "abandoned"],
        "enumColors": {
          "active": "green",
          "completed": "purple",
          "abandoned": "red"
        }
      },
      "createdAt": {
        "type": "string",
        "title": "Created At",
        "format": "date-time"
      },
      "mergedAt": {
        "type": "string",
        "title": "Merged At",
        "format": "date-time"
      },
      "closedAt": {
        "type": "string",
        "title": "Closed At",
        "format": "date-time"
      },
      "leadTimeHours": {
        "type": "number",
        "title": "Open Time (Hours)",
        "description": "From opened to merged; a deployment has the lead time for changes"
      },
      "link": {
        "type": "string",
        "title": "Link",
        "format": "url"
      },
      "author": {
        "type": "string",
        "title": "Author"
      },
      "branch": {
        "type": "string",
        "title": "Branch"
      },
      "targetBranch": {
        "type": "string",
        "title": "Target Branch"
      }
    },
    "required": []
  },
  "mirrorProperties": {},
  "calculationProperties": {},
  "aggregationProperties": {},
  "relations": {}
}
`,"blueprints/deployment.json":`{
  "identifier": "deployment",
  "title": "Deployment",
  "icon": "Rocket",
  "description": "One attempt to release one service to one environment",
  "schema": {
    "properties": {
      "createdAt": {
        "title": "Deployment Time",
        "type": "string",
        "format": "date-time",
        "description": "When the deployment began, after approvals"
      },
      "finishedAt": {
        "title": "Finished At",
        "type": "string",
        "format": "date-time",
        "description": "When the deployment ended"
      },
      "environment": {
        "title": "Environment",
        "type": "string",
        "enum": ["Production", "Staging", "Testing"],
        "enumColors": {
          "Production": "green",
          "Staging": "yellow",
          "Testing": "lightGray"
        },
        "description": "Where it was deployed"
      },
      "deploymentStatus": {
        "title": "Deployment Status",
        "type": "string",
        "enum": ["Success", "Failed"],
        "enumColors": {
          "Success": "green",
          "Failed": "red"
        },
        "description": "How the run ended"
      },
      "kind": {
        "title": "Kind",
        "type": "string",
        "enum": ["standard", "baseline", "redeploy", "rollback", "hotfix"],
        "enumColors": {
          "standard": "blue",
          "baseline": "lightGray",
          "redeploy": "turquoise",
          "rollback": "orange",
          "hotfix": "purple"
        },
        "description": "What kind of deployment it was"
      },
      "failed": {
        "title": "Failed",
        "type": "boolean",
        "description": "The run failed, it was rolled back, or an incident is linked to it"
      },
      "failureReason": {
        "title": "Failure Reason",
        "type": "string",
        "enum": ["run", "rollback", "incident"],
        "description": "What showed that the deployment failed"
      },
      "failureAt": {
        "title": "Failed At",
        "type": "string",
        "format": "date-time",
        "description": "When the failure began"
      },
      "failureBy": {
        "title": "Failure Shown By",
        "type": "string",
        "description": "The deployment or incident that showed the failure"
      },
      "incidents": {
        "title": "Incidents",
        "type": "array",
        "items": {
          "type": "string"
        },
        "description": "Identifiers of the incidents that are linked to it"
      },
      "recoveredAt": {
        "title": "Recovered At",
        "type": "string",
        "format": "date-time",
        "description": "When the failed deployment was mended"
      },
      "recoveryHours": {
        "title": "Recovery Time (Hours)",
        "type": "number",
        "minimum": 0,
        "description": "From the end of the failed deployment to its recovery"
      },
      "leadTimeHours": {
        "title": "Lead Time (Hours)",
        "type": "number",
        "minimum": 0,
        "description": "Median time from the author's commit to the end of this deployment, over its changes"
      },
      "leadTimeSource": {
        "title": "Lead Time Source",
        "type": "string",
        "description": "Where the changes were read from"
      },
      "leadTimeReason": {
        "title": "Lead Time Reason",
        "type": "string",
        "description": "Why there is no lead time"
      },
      "durationSeconds": {
        "title": "Duration (Seconds)",
        "type": "number",
        "minimum": 0,
        "description": "From the beginning of the deployment to its end"
      },
      "commitSha": {
        "title": "Commit",
        "type": "string",
        "description": "The commit that was deployed"
      },
      "previousSha": {
        "title": "Previous Commit",
        "type": "string",
        "description": "The commit that ran there before"
      },
      "previousIdentifier": {
        "title": "Previous Deployment",
        "type": "string",
        "description": "The successful deployment before this one"
      },
      "version": {
        "title": "Version",
        "type": "string"
      },
      "ref": {
        "title": "Ref",
        "type": "string",
        "description": "Branch or tag"
      },
      "runUrl": {
        "title": "Run",
        "type": "string",
        "format": "url"
      },
      "repositoryUrl": {
        "title": "Repository",
        "type": "string",
        "format": "url"
      },
      "ci": {
        "title": "CI",
        "type": "string",
        "description": "The CI system that reported it"
      },
      "deployedBy": {
        "title": "Deployed By",
        "type": "string",
        "description": "Who started the deployment, as the CI names them"
      },
      "changes": {
        "title": "Changes",
        "type": "object",
        "description": "The commits that it released for the first time"
      },
      "changesTruncated": {
        "title": "Changes Truncated",
        "type": "boolean",
        "description": "There were more changes than are listed"
      },
      "changeCount": {
        "title": "Change Count",
        "type": "number",
        "minimum": 0
      },
      "serviceName": {
        "title": "Service Name",
        "type": "string",
        "description": "The service as the report named it, also when Port knows no such service"
      },
      "environmentName": {
        "title": "Environment Name",
        "type": "string",
        "description": "The environment's own name, for instance production-eu"
      },
      "environmentSource": {
        "title": "Environment Source",
        "type": "string",
        "description": "What the environment was taken from"
      }
    },
    "required": []
  },
  "mirrorProperties": {},
  "calculationProperties": {},
  "aggregationProperties": {},
  "relations": {
    "service": {
      "title": "Service",
      "target": "service",
      "required": false,
      "many": false
    }
  }
}
`,"blueprints/githubPullRequest.json":`{
  "identifier": "githubPullRequest",
  "title": "Pull Request",
  "icon": "Github",
  "schema": {
    "properties": {
      "status": {
        "type": "string",
        "title": "Status",
        "enum": ["merged", "open", "closed"],
        "enumColors": {
          "merged": "purple",
          "open": "green",
          "closed": "red"
        }
      },
      "createdAt": {
        "type": "string",
        "title": "Created At",
        "format": "date-time"
      },
      "mergedAt": {
        "type": "string",
        "title": "Merged At",
        "format": "date-time"
      },
      "closedAt": {
        "type": "string",
        "title": "Closed At",
        "format": "date-time"
      },
      "leadTimeHours": {
        "type": "number",
        "title": "Open Time (Hours)",
        "description": "From opened to merged; a deployment has the lead time for changes"
      },
      "link": {
        "type": "string",
        "title": "Link",
        "format": "url"
      },
      "author": {
        "type": "string",
        "title": "Author"
      },
      "branch": {
        "type": "string",
        "title": "Branch"
      },
      "targetBranch": {
        "type": "string",
        "title": "Target Branch"
      },
      "prNumber": {
        "type": "number",
        "title": "Number"
      }
    },
    "required": []
  },
  "mirrorProperties": {},
  "calculationProperties": {},
  "aggregationProperties": {},
  "relations": {}
}
`,"blueprints/gitlabMergeRequest.json":`{
  "identifier": "gitlabMergeRequest",
  "title": "Merge Request",
  "icon": "GitLab",
  "schema": {
    "properties": {
      "status": {
        "type": "string",
        "title": "Status",
        "enum": ["opened", "closed", "merged", "locked"],
        "enumColors": {
          "opened": "green",
          "closed": "red",
          "merged": "purple",
          "locked": "lightGray"
        }
      },
      "createdAt": {
        "type": "string",
        "title": "Created At",
        "format": "date-time"
      },
      "mergedAt": {
        "type": "string",
        "title": "Merged At",
        "format": "date-time"
      },
      "closedAt": {
        "type": "string",
        "title": "Closed At",
        "format": "date-time"
      },
      "leadTimeHours": {
        "type": "number",
        "title": "Open Time (Hours)",
        "description": "From opened to merged; a deployment has the lead time for changes"
      },
      "link": {
        "type": "string",
        "title": "Link",
        "format": "url"
      },
      "author": {
        "type": "string",
        "title": "Author"
      },
      "branch": {
        "type": "string",
        "title": "Branch"
      },
      "targetBranch": {
        "type": "string",
        "title": "Target Branch"
      }
    },
    "required": []
  },
  "mirrorProperties": {},
  "calculationProperties": {},
  "aggregationProperties": {},
  "relations": {}
}
`,"blueprints/port_dora_manifest.json":`{
  "identifier": "port_dora_manifest",
  "title": "Port DORA Setup",
  "icon": "Settings",
  "description": "What port-dora setup added to this account, so that it can check, upgrade and remove it",
  "schema": {
    "properties": {
      "catalogVersion": {
        "title": "Catalog Version",
        "type": "string"
      },
      "choices": {
        "title": "Choices",
        "type": "object"
      },
      "things": {
        "title": "Things",
        "type": "array",
        "items": {
          "type": "object"
        },
        "description": "Each thing of ours: where it is, its hash, how the catalog had it and what stood there before"
      }
    },
    "required": []
  },
  "mirrorProperties": {},
  "calculationProperties": {},
  "aggregationProperties": {},
  "relations": {}
}
`,"blueprints/service.json":`{
  "identifier": "service",
  "title": "Service",
  "icon": "Microservice",
  "schema": {
    "properties": {},
    "required": []
  },
  "mirrorProperties": {},
  "calculationProperties": {},
  "aggregationProperties": {},
  "relations": {}
}
`,"dashboards/dora_metrics.json":`{
  "identifier": "dora_metrics",
  "title": "DORA Metrics",
  "icon": "Metric",
  "description": "Deployment frequency, lead time, failures, recovery and rework of production deployments",
  "type": "dashboard",
  "widgets": [
    {
      "id": "doraMetrics",
      "type": "dashboard-widget",
      "layout": [
        {
          "height": 400,
          "columns": [
            {
              "id": "frequencyNumber",
              "size": 4
            },
            {
              "id": "frequencyChart",
              "size": 8
            }
          ]
        },
        {
          "height": 400,
          "columns": [
            {
              "id": "leadTimeNumber",
              "size": 4
            },
            {
              "id": "leadTimeChart",
              "size": 8
            }
          ]
        },
        {
          "height": 400,
          "columns": [
            {
              "id": "failureRateNumber",
              "size": 4
            },
            {
              "id": "failureRateChart",
              "size": 8
            }
          ]
        },
        {
          "height": 400,
          "columns": [
            {
              "id": "recoveryNumber",
              "size": 4
            },
            {
              "id": "recoveryChart",
              "size": 8
            }
          ]
        },
        {
          "height": 400,
          "columns": [
            {
              "id": "reworkNumber",
              "size": 4
            },
            {
              "id": "reworkChart",
              "size": 8
            }
          ]
        },
        {
          "height": 400,
          "columns": [
            {
              "id": "timeToRecoveryNumber",
              "size": 4
            },
            {
              "id": "timeToRecoveryChart",
              "size": 8
            }
          ]
        },
        {
          "height": 500,
          "columns": [
            {
              "id": "services",
              "size": 12
            }
          ]
        },
        {
          "height": 500,
          "columns": [
            {
              "id": "teams",
              "size": 12
            }
          ]
        },
        {
          "height": 400,
          "columns": [
            {
              "id": "bands",
              "size": 12
            }
          ]
        }
      ],
      "widgets": [
        {
          "id": "frequencyNumber",
          "type": "entities-number-chart",
          "title": "Deployment Frequency (Last 30 Days)",
          "icon": "DeploymentIcon",
          "description": "Successful production deployments",
          "blueprint": "deployment",
          "chartType": "countEntities",
          "calculationBy": "entities",
          "func": "count",
          "unit": "none",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Success"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          }
        },
        {
          "id": "frequencyChart",
          "type": "line-chart",
          "title": "Deployment Frequency Over Time",
          "icon": "LineChart",
          "description": "Successful production deployments a week, by their own time",
          "blueprint": "deployment",
          "chartType": "countEntities",
          "func": "count",
          "measureTimeBy": "createdAt",
          "timeInterval": "isoWeek",
          "timeRange": {
            "preset": "lastMonth"
          },
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Success"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "xAxisTitle": "Week",
          "yAxisTitle": "Deployments"
        },
        {
          "id": "leadTimeNumber",
          "type": "entities-number-chart",
          "title": "Lead Time for Changes (Median Hours, Last 30 Days)",
          "icon": "Metric",
          "description": "From the author's commit to the end of the deployment",
          "blueprint": "deployment",
          "chartType": "aggregateByProperty",
          "calculationBy": "property",
          "property": "leadTimeHours",
          "func": "median",
          "unit": "custom",
          "unitCustom": "hours",
          "unitAlignment": "right",
          "displayFormatting": "custom",
          "decimalPlaces": ".0",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Success"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "conditionalFormatting": [
            {
              "operator": "<",
              "value": 24,
              "color": "gold",
              "message": "Elite",
              "description": "Under a day"
            },
            {
              "operator": "<",
              "value": 168,
              "color": "silver",
              "message": "High",
              "description": "Under a week"
            },
            {
              "operator": "<",
              "value": 730.5,
              "color": "bronze",
              "message": "Medium",
              "description": "Under a month"
            }
          ]
        },
        {
          "id": "leadTimeChart",
          "type": "line-chart",
          "title": "Lead Time for Changes Over Time",
          "icon": "LineChart",
          "description": "Median hours a week",
          "blueprint": "deployment",
          "chartType": "aggregatePropertiesValues",
          "func": "median",
          "measureTimeBy": "createdAt",
          "properties": ["leadTimeHours"],
          "timeInterval": "isoWeek",
          "timeRange": {
            "preset": "lastMonth"
          },
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Success"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "xAxisTitle": "Week",
          "yAxisTitle": "Hours"
        },
        {
          "id": "failureRateNumber",
          "type": "entities-number-chart",
          "title": "Change Failure Rate (Last 30 Days)",
          "icon": "Metric",
          "description": "Failed deployments of all deployments",
          "blueprint": "deployment",
          "chartType": "aggregateByProperty",
          "calculationBy": "property",
          "property": "failurePercent",
          "func": "average",
          "averageOf": "total",
          "measureTimeBy": "createdAt",
          "unitAlignment": "right",
          "displayFormatting": "custom",
          "decimalPlaces": ".0",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "unit": "%",
          "conditionalFormatting": [
            {
              "operator": "<=",
              "value": 5,
              "color": "gold",
              "message": "Elite",
              "description": "At most 5 %"
            },
            {
              "operator": "<=",
              "value": 10,
              "color": "silver",
              "message": "High",
              "description": "At most 10 %"
            },
            {
              "operator": "<=",
              "value": 15,
              "color": "bronze",
              "message": "Medium",
              "description": "At most 15 %"
            }
          ]
        },
        {
          "id": "failureRateChart",
          "type": "line-chart",
          "title": "Failed Deployments Over Time",
          "icon": "LineChart",
          "description": "Production deployments that failed, by what showed it",
          "blueprint": "deployment",
          "chartType": "countEntities",
          "func": "count",
          "measureTimeBy": "createdAt",
          "timeInterval": "isoWeek",
          "timeRange": {
            "preset": "lastMonth"
          },
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "combinator": "or",
                "rules": [
                  {
                    "property": "failed",
                    "operator": "=",
                    "value": true
                  },
                  {
                    "property": "deploymentStatus",
                    "operator": "=",
                    "value": "Failed"
                  }
                ]
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "xAxisTitle": "Week",
          "yAxisTitle": "Failed deployments",
          "breakdownProperty": "failureReason"
        },
        {
          "id": "recoveryNumber",
          "type": "entities-number-chart",
          "title": "Failed Deployment Recovery Time (Median Hours, Last 30 Days)",
          "icon": "Metric",
          "description": "From the end of the failed deployment to its recovery",
          "blueprint": "deployment",
          "chartType": "aggregateByProperty",
          "calculationBy": "property",
          "property": "recoveryHours",
          "func": "median",
          "unit": "custom",
          "unitCustom": "hours",
          "unitAlignment": "right",
          "displayFormatting": "custom",
          "decimalPlaces": ".0",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "combinator": "or",
                "rules": [
                  {
                    "property": "failed",
                    "operator": "=",
                    "value": true
                  },
                  {
                    "property": "deploymentStatus",
                    "operator": "=",
                    "value": "Failed"
                  }
                ]
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "conditionalFormatting": [
            {
              "operator": "<",
              "value": 1,
              "color": "gold",
              "message": "Elite",
              "description": "Under an hour"
            },
            {
              "operator": "<",
              "value": 24,
              "color": "silver",
              "message": "High",
              "description": "Under a day"
            },
            {
              "operator": "<",
              "value": 168,
              "color": "bronze",
              "message": "Medium",
              "description": "Under a week"
            }
          ]
        },
        {
          "id": "recoveryChart",
          "type": "line-chart",
          "title": "Failed Deployment Recovery Time Over Time",
          "icon": "LineChart",
          "description": "Median hours a week",
          "blueprint": "deployment",
          "chartType": "aggregatePropertiesValues",
          "func": "median",
          "measureTimeBy": "createdAt",
          "properties": ["recoveryHours"],
          "timeInterval": "isoWeek",
          "timeRange": {
            "preset": "lastMonth"
          },
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "combinator": "or",
                "rules": [
                  {
                    "property": "failed",
                    "operator": "=",
                    "value": true
                  },
                  {
                    "property": "deploymentStatus",
                    "operator": "=",
                    "value": "Failed"
                  }
                ]
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "xAxisTitle": "Week",
          "yAxisTitle": "Hours"
        },
        {
          "id": "reworkNumber",
          "type": "entities-number-chart",
          "title": "Deployment Rework Rate (Last 30 Days)",
          "icon": "Metric",
          "description": "Rollbacks and hotfixes of all deployments",
          "blueprint": "deployment",
          "chartType": "aggregateByProperty",
          "calculationBy": "property",
          "property": "reworkPercent",
          "func": "average",
          "averageOf": "total",
          "measureTimeBy": "createdAt",
          "unitAlignment": "right",
          "displayFormatting": "custom",
          "decimalPlaces": ".0",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "unit": "%"
        },
        {
          "id": "reworkChart",
          "type": "line-chart",
          "title": "Deployments by Kind Over Time",
          "icon": "LineChart",
          "description": "Production deployments a week",
          "blueprint": "deployment",
          "chartType": "countEntities",
          "func": "count",
          "measureTimeBy": "createdAt",
          "timeInterval": "isoWeek",
          "timeRange": {
            "preset": "lastMonth"
          },
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "deployment"
              },
              {
                "property": "environment",
                "operator": "=",
                "value": "Production"
              },
              {
                "property": "createdAt",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "xAxisTitle": "Week",
          "yAxisTitle": "Deployments",
          "breakdownProperty": "kind"
        },
        {
          "id": "timeToRecoveryNumber",
          "type": "entities-number-chart",
          "title": "Mean Time to Recovery (Minutes, Last 30 Days)",
          "icon": "Alert",
          "description": "From the beginning of an incident to its resolution",
          "blueprint": "pagerdutyIncident",
          "chartType": "aggregateByProperty",
          "calculationBy": "property",
          "property": "recoveryTime",
          "func": "average",
          "averageOf": "total",
          "measureTimeBy": "created_at",
          "unitAlignment": "right",
          "displayFormatting": "custom",
          "decimalPlaces": ".0",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "pagerdutyIncident"
              },
              {
                "property": "created_at",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "unit": "custom",
          "unitCustom": "minutes",
          "conditionalFormatting": [
            {
              "operator": "<",
              "value": 60,
              "color": "gold",
              "message": "Elite",
              "description": "Under an hour"
            },
            {
              "operator": "<",
              "value": 1440,
              "color": "silver",
              "message": "High",
              "description": "Under a day"
            },
            {
              "operator": "<",
              "value": 10080,
              "color": "bronze",
              "message": "Medium",
              "description": "Under a week"
            }
          ]
        },
        {
          "id": "timeToRecoveryChart",
          "type": "line-chart",
          "title": "Mean Time to Recovery Over Time",
          "icon": "LineChart",
          "description": "Mean minutes a week",
          "blueprint": "pagerdutyIncident",
          "chartType": "aggregatePropertiesValues",
          "func": "average",
          "measureTimeBy": "created_at",
          "properties": ["recoveryTime"],
          "timeInterval": "isoWeek",
          "timeRange": {
            "preset": "lastMonth"
          },
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "pagerdutyIncident"
              },
              {
                "property": "created_at",
                "operator": "between",
                "value": {
                  "preset": "lastMonth"
                }
              }
            ]
          },
          "xAxisTitle": "Week",
          "yAxisTitle": "Minutes"
        },
        {
          "id": "services",
          "type": "table-entities-explorer",
          "title": "DORA by Team and Service",
          "icon": "Microservice",
          "description": "The metrics of each service, grouped by its owning team",
          "displayMode": "widget",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "service"
              }
            ]
          },
          "blueprintConfig": {
            "service": {
              "groupSettings": {
                "groupBy": ["$team"]
              },
              "sortSettings": {
                "sortBy": [
                  {
                    "property": "deployment_frequency",
                    "order": "desc"
                  }
                ]
              },
              "propertiesSettings": {
                "shown": [
                  "$title",
                  "$team",
                  "deployment_frequency",
                  "deployment_rate",
                  "lead_time_for_change_median",
                  "changeFailureRate",
                  "failed_deployment_recovery_time_median",
                  "reworkRate",
                  "total_incidents",
                  "mean_time_to_recovery"
                ],
                "order": [
                  "$title",
                  "$team",
                  "deployment_frequency",
                  "deployment_rate",
                  "lead_time_for_change_median",
                  "changeFailureRate",
                  "failed_deployment_recovery_time_median",
                  "reworkRate",
                  "total_incidents",
                  "mean_time_to_recovery"
                ]
              }
            }
          }
        },
        {
          "id": "teams",
          "type": "table-entities-explorer",
          "title": "DORA by Team",
          "icon": "Team",
          "description": "The same metrics over all services of a team",
          "displayMode": "widget",
          "dataset": {
            "combinator": "and",
            "rules": [
              {
                "property": "$blueprint",
                "operator": "=",
                "value": "_team"
              }
            ]
          },
          "blueprintConfig": {
            "_team": {
              "sortSettings": {
                "sortBy": [
                  {
                    "property": "deployment_frequency",
                    "order": "desc"
                  }
                ]
              },
              "propertiesSettings": {
                "shown": [
                  "$title",
                  "deployment_frequency",
                  "deployment_rate",
                  "lead_time_for_change_median",
                  "changeFailureRate",
                  "failed_deployment_recovery_time_median",
                  "reworkRate"
                ],
                "order": [
                  "$title",
                  "deployment_frequency",
                  "deployment_rate",
                  "lead_time_for_change_median",
                  "changeFailureRate",
                  "failed_deployment_recovery_time_median",
                  "reworkRate"
                ]
              }
            }
          }
        },
        {
          "id": "bands",
          "type": "markdown",
          "title": "Bands",
          "icon": "Metric",
          "markdown": "## How to read this page\\n\\nEverything counts production deployments by their own time, over one window on both sides of each rate.\\nA number and the chart beside it cover the same window.\\n\\n| Metric | Elite | High | Medium | Low |\\n| --- | --- | --- | --- | --- |\\n| Deployment frequency | more than daily | at least weekly | at least monthly | less |\\n| Lead time for changes | under a day | under a week | under a month | longer |\\n| Change failure rate | at most 5 % | at most 10 % | at most 15 % | more |\\n| Failed deployment recovery | under an hour | under a day | under a week | longer |\\n\\nBands: the clusters of DORA's 2023 report, the last ones that rank all four alike.\\n"
        }
      ]
    }
  ]
}
`,"mappings/azure-devops/pipeline.yml":`# A finished build of the pipeline that deploys is a deployment.
#
# For Port's Azure DevOps integration, kind build.
# To choose differently, change the lines \`def branches\`, \`def pipelines\`, \`def environment\` and \`def service\` wherever
# they stand.
resources:
  - kind: build
    selector:
      query: |-
        def branches: "main", "master";
        def pipelines: "deploy";
        # Canceled ones are no deployments.
        .status == "completed" and (.result | IN("succeeded", "partiallySucceeded", "failed"))
        and (.definition.name | IN(pipelines))
        and (.sourceBranch | IN("refs/heads/" + (branches)))
        and .startTime != null and .finishTime != null
    port:
      entity:
        mappings:
          # Not .buildNumber, whose form every pipeline chooses.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def repository:
              if .repository.type != "TfsGit" then .repository.name // .repository.id
              else .project.id as $id
                | (.url | strings | sub("/_apis/.*$"; "") | sub("^[a-z]+://[^/]+/?"; "") | split("/"))
                  - [$id] + [.project.name, .repository.name]
                | if all(.[]; known) then join("/") else null end
              end;
            def service: .repository.name // .repository.id // "" | split("/") | last;
            def environment: "Production";
            identity(repository; [event("workflow-run"; .id), 1]; service; environment)
          title: |-
            def service: .repository.name // .repository.id // "" | split("/") | last;
            def environment: "Production";
            [service, (.sourceVersion // "" | .[0:7]), "to", environment] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Not .queueTime: a build can wait for an agent, or for an approval.
            createdAt: .startTime
            finishedAt: .finishTime
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            # A warning does not undo what was deployed.
            deploymentStatus: if .result == "failed" then "Failed" else "Success" end
            serviceName: |-
              def service: .repository.name // .repository.id // "" | split("/") | last;
              service
            commitSha: .sourceVersion
            ref: .sourceBranch | strings | sub("^refs/heads/"; "")
            ci: '"azure"'
            runUrl: ._links.web.href
            repositoryUrl: .repository.url | strings | sub("[.]git$"; "")
            deployedBy: .requestedFor.displayName
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .repository.name // .repository.id // "" | split("/") | last;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: build
    selector:
      query: |-
        def branches: "main", "master";
        def pipelines: "deploy";
        .status == "completed" and .result == "failed"
        and (.definition.name | IN(pipelines))
        and (.sourceBranch | IN("refs/heads/" + (branches)))
        and .startTime != null and .finishTime != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def repository:
              if .repository.type != "TfsGit" then .repository.name // .repository.id
              else .project.id as $id
                | (.url | strings | sub("/_apis/.*$"; "") | sub("^[a-z]+://[^/]+/?"; "") | split("/"))
                  - [$id] + [.project.name, .repository.name]
                | if all(.[]; known) then join("/") else null end
              end;
            def service: .repository.name // .repository.id // "" | split("/") | last;
            def environment: "Production";
            identity(repository; [event("workflow-run"; .id), 1]; service; environment)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .finishTime
`,"mappings/azure-devops/pull-request-entity.yml":`# Pull requests of Azure Repos with the hours from opened to completed: the integration comes with no block for them.
#
# For Port's Azure DevOps integration, kind pull-request; blueprint azureDevopsPullRequest (catalog/blueprints).
resources:
  - kind: pull-request
    selector:
      minTimeInDays: 90
      maxResults: 300
      query: 'true'
    port:
      entity:
        mappings:
          # As in the examples of Port's documentation.
          identifier: |-
            if (.repository.id | type) == "string" and (.pullRequestId | type) == "number"
            then "\\(.repository.id)/\\(.pullRequestId)" else null end
          title: .title
          blueprint: '"azureDevopsPullRequest"'
          properties:
            status: .status | if IN("active", "completed", "abandoned") then . else null end
            createdAt: .creationDate
            mergedAt: if .status == "completed" then .closedDate else null end
            closedAt: .closedDate
            author: .createdBy.displayName
            branch: .sourceRefName | strings | sub("^refs/heads/"; "")
            targetBranch: .targetRefName | strings | sub("^refs/heads/"; "")
            link: |-
              # The repository in the browser; its own addresses in the payload are those of the API.
              def web: .repository as $repository
                | if all($repository.url, $repository.project.id, $repository.project.name, $repository.name; type == "string") then
                    ($repository.url | sub("/_apis/.*$"; "") | sub("/" + $repository.project.id + "$"; ""))
                    + "/" + ($repository.project.name | @uri) + "/_git/" + ($repository.name | @uri)
                  else null end;
              if web == null then null else web + "/pullrequest/\\(.pullRequestId)" end
            leadTimeHours: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .status != "completed" or .closedDate == null or .creationDate == null then null
              else minutes(.creationDate; .closedDate) / 60 | . * 100 | round / 100 end
`,"mappings/azure-devops/pull-request.yml":`# A completed pull request is a deployment of its target branch, at the moment of its completion.
#
# For Port's Azure DevOps integration, kind pull-request.
# To choose differently, change the lines \`def branches\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: pull-request
    selector:
      # Completed ones of 7 days, 100 for each repository, unless it is told otherwise; what is no longer fetched is
      # deleted on the next resync (Ocean, integrations/azure-devops).
      minTimeInDays: 90
      maxResults: 300
      query: |-
        def branches: "main", "master";
        .status == "completed" and .closedDate != null and (.targetRefName | IN("refs/heads/" + (branches)))
    port:
      entity:
        mappings:
          # The organisation, the project and the repository: names of repositories repeat across projects.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def segments: .repository.url | strings | sub("/_apis/.*$"; "") | sub("^[a-z]+://[^/]+/?"; "") | split("/");
            def repository: .repository.project.id as $id
              | segments - [$id] + [.repository.project.name, .repository.name]
              | if all(.[]; known) then join("/") else null end;
            def service: .repository.name;
            def environment: "Production";
            identity(repository; [event("pull-request"; .pullRequestId)]; service; environment)
          title: |-
            def service: .repository.name;
            def environment: "Production";
            [service, (.lastMergeCommit.commitId // "" | .[0:7]), "to", environment] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Not .creationDate, which is when the pull request was opened.
            createdAt: .closedDate
            finishedAt: .closedDate
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .repository.name;
              service
            commitSha: .lastMergeCommit.commitId
            ref: .targetRefName | strings | sub("^refs/heads/"; "")
            ci: '"azure"'
            runUrl: |-
              # The repository in the browser; its own addresses in the payload are those of the API.
              def web: .repository as $repository
                | if all($repository.url, $repository.project.id, $repository.project.name, $repository.name; type == "string") then
                    ($repository.url | sub("/_apis/.*$"; "") | sub("/" + $repository.project.id + "$"; ""))
                    + "/" + ($repository.project.name | @uri) + "/_git/" + ($repository.name | @uri)
                  else null end;
              if web == null then null else web + "/pullrequest/\\(.pullRequestId)" end
            repositoryUrl: |-
              # The repository in the browser; its own addresses in the payload are those of the API.
              def web: .repository as $repository
                | if all($repository.url, $repository.project.id, $repository.project.name, $repository.name; type == "string") then
                    ($repository.url | sub("/_apis/.*$"; "") | sub("/" + $repository.project.id + "$"; ""))
                    + "/" + ($repository.project.name | @uri) + "/_git/" + ($repository.name | @uri)
                  else null end;
              web
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .repository.name;
                    service
            # By its link, so that it does not matter how the pull request is identified.
            azureDevopsPullRequest:
              combinator: '"and"'
              rules:
                - property: '"link"'
                  operator: '"="'
                  value: |-
                    # The repository in the browser; its own addresses in the payload are those of the API.
                    def web: .repository as $repository
                      | if all($repository.url, $repository.project.id, $repository.project.name, $repository.name; type == "string") then
                          ($repository.url | sub("/_apis/.*$"; "") | sub("/" + $repository.project.id + "$"; ""))
                          + "/" + ($repository.project.name | @uri) + "/_git/" + ($repository.name | @uri)
                        else null end;
                    if web == null then null else web + "/pullrequest/\\(.pullRequestId)" end
`,"mappings/azure-devops/release-deployment.yml":`# A finished deployment of a classic release to one of its stages.
#
# For Port's Azure DevOps integration, kind release-deployment.
# To choose differently, change the lines \`def named\` (for instance {"Blue": "Production"}) and \`def service\` wherever
# they stand. The service is the name of the release definition: a release can hold several repositories.
resources:
  - kind: release-deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        # Not deployed, in progress: no deployments.
        (.deploymentStatus | IN("succeeded", "partiallySucceeded", "failed"))
        and (.releaseEnvironment.name | tier) != null
        and (.startedOn // .queuedOn) != null and .completedOn != null
    port:
      entity:
        mappings:
          # Deployments are counted in the project, each attempt as one of its own.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def project: .projectReference.name // .__project.name;
            def organisation: .release.url | strings | sub("/_apis/.*$"; "") | sub("^[a-z]+://[^/]+/?"; "") | split("/")
              | .[:-1];
            def repository: organisation + [project] | if all(.[]; known) then join("/") else null end;
            def service: .releaseDefinition.name;
            identity(repository; [event("deployment"; .id)]; service; .releaseEnvironment.name)
          title: |-
            def service: .releaseDefinition.name;
            [service, .release.name, "to", .releaseEnvironment.name] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # After the approvals.
            createdAt: .startedOn // .queuedOn
            finishedAt: .completedOn
            environment: |-
              # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
              def named: {};
              def production: "production", "prod", "prd", "live";
              def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
                "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
              def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
                "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
                "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
                "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
                "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
              def negating: "non", "not", "no", "never";
              def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
                "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
              def tier: if type != "string" then null else named[.] // (
                [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
                | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
                | if any($said[]; IN(testing)) then "Testing"
                  elif any($said[]; IN(staging)) then "Staging"
                  elif any(.[]; IN(testing, staging, denying)) then null
                  elif any(.[]; IN(production)) | not then null
                  elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
                  else "Production" end) end;
              .releaseEnvironment.name | tier
            environmentName: .releaseEnvironment.name
            environmentSource: '"ci"'
            deploymentStatus: if .deploymentStatus == "failed" then "Failed" else "Success" end
            serviceName: |-
              def service: .releaseDefinition.name;
              service
            # The commit of the primary artifact, where that is a build or a repository.
            commitSha: |-
              [.release.artifacts[]? | select(.isPrimary == true).definitionReference
              | (.sourceVersion.id, .version.id) | strings | select(test("^[0-9a-f]{40}$"))] | .[0]
            version: .release.name
            ci: '"azure"'
            runUrl: .release.webAccessUri // .release._links.web.href
            deployedBy: .requestedFor.displayName
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .releaseDefinition.name;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: release-deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        .deploymentStatus == "failed"
        and (.releaseEnvironment.name | tier) != null
        and (.startedOn // .queuedOn) != null and .completedOn != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def project: .projectReference.name // .__project.name;
            def organisation: .release.url | strings | sub("/_apis/.*$"; "") | sub("^[a-z]+://[^/]+/?"; "") | split("/")
              | .[:-1];
            def repository: organisation + [project] | if all(.[]; known) then join("/") else null end;
            def service: .releaseDefinition.name;
            identity(repository; [event("deployment"; .id)]; service; .releaseEnvironment.name)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .completedOn
`,"mappings/firehydrant/incident.yml":`# Incidents of FireHydrant: when they were resolved, how long that took, and the service that they are about.
#
# For Port's FireHydrant integration, kind incident; blueprint firehydrantIncident with the properties resolvedAt and
# recoveryTime and the relation portService, which leads to service: the integration's own relation service leads to its
# services, firehydrantService.
# A service of Port is found by its title, which has to be the name of the first service in FireHydrant.
resources:
  - kind: incident
    selector:
      # SEV5 and "none" are no incident of production; drills are called GAMEDAY.
      query: (.severity | IN("SEV5", "GAMEDAY", "MAINTENANCE") | not) and .created_at != null
    port:
      entity:
        mappings:
          identifier: .id | if type == "string" and . != "" then . else null end
          title: .name
          blueprint: '"firehydrantIncident"'
          properties:
            severity: .severity
            currentMilestone: .current_milestone
            url: .incident_url
            createdAt: .created_at
            # Milestones are a list, each with its type and when it occurred.
            resolvedAt: '[.milestones[]? | select(.type == "resolved") | .occurred_at | strings] | .[0]'
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              def milestone($type): [.milestones[]? | select(.type == $type) | .occurred_at | strings] | .[0];
              if milestone("resolved") == null then null
              else minutes(milestone("started") // .started_at // .created_at; milestone("resolved")) end
          relations:
            portService:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: [.services[]?.name | strings] | .[0];
                    service
`,"mappings/github/deployment.yml":`# A deployment of GitHub's own (environments of Actions, or its deployments API) that reached its outcome.
#
# For Port's GitHub integration (Ocean), kinds deployment-status and deployment.
# A status knows the outcome and when it was reached, the deployment its begin and its commit: three blocks describe one
# entity. The integration merges them; it must not be told otherwise (enableMergeEntity: false).
# To choose differently, change the lines \`def named\` (for instance {"blue": "Production"}) and \`def service\` wherever
# they stand.
resources:
  - kind: deployment-status
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        # "inactive" only says that a later deployment took its place.
        (.state | IN("success", "failure", "error")) and .created_at != null and (.environment | tier) != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__repository;
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("deployment"; .__deployment_id)]; service; .environment)
          blueprint: '"deployment"'
          properties:
            # When it began is told by the deployment alone, in the last block.
            finishedAt: .created_at
            environment: |-
              # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
              def named: {};
              def production: "production", "prod", "prd", "live";
              def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
                "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
              def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
                "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
                "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
                "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
                "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
              def negating: "non", "not", "no", "never";
              def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
                "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
              def tier: if type != "string" then null else named[.] // (
                [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
                | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
                | if any($said[]; IN(testing)) then "Testing"
                  elif any($said[]; IN(staging)) then "Staging"
                  elif any(.[]; IN(testing, staging, denying)) then null
                  elif any(.[]; IN(production)) | not then null
                  elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
                  else "Production" end) end;
              .environment | tier
            environmentName: .environment
            environmentSource: '"event"'
            deploymentStatus: if .state == "success" then "Success" else "Failed" end
            serviceName: |-
              def service: .__repository;
              service
            ci: '"github"'
            runUrl: '[.log_url, .target_url] | map(strings | select(startswith("http"))) | .[0]'
            deployedBy: .creator.login
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__repository;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: deployment-status
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        (.state | IN("failure", "error")) and .created_at != null and (.environment | tier) != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__repository;
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("deployment"; .__deployment_id)]; service; .environment)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .created_at
  # Until it has ended a deployment has neither environment nor status, so that no metric counts it.
  - kind: deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        .created_at != null and (.environment | tier) != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__repository;
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("deployment"; .id)]; service; .environment)
          title: |-
            def service: .__repository;
            [service, (.sha // "" | .[0:7] | select(. != "")), "to", .environment] | map(select(. != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .created_at
            serviceName: |-
              def service: .__repository;
              service
            commitSha: .sha
            ref: .ref | strings | select(test("^[0-9a-f]{40}$") | not)
            ci: '"github"'
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__repository;
                    service
`,"mappings/github/incident.yml":`# Issues of GitHub with the label "incident" are incidents of their repository's service.
#
# For Port's GitHub integration (Ocean), kind issue; blueprint githubIssue.
# To choose differently, change the lines \`def labels\` and \`def service\` wherever they stand.
resources:
  - kind: issue
    selector:
      # Without it only open issues are fetched, and closed ones leave the catalog.
      state: all
      query: |-
        def labels: "incident";
        # The list of issues holds pull requests, too.
        .pull_request == null and .created_at != null and any(.labels[]?.name; IN(labels))
    port:
      entity:
        mappings:
          identifier: |-
            if all(.__organization, .__repository; type == "string" and . != "") and (.number | type) == "number"
            then "\\(.__organization)/\\(.__repository)/issue-\\(.number)" else null end
          title: .title
          blueprint: '"githubIssue"'
          properties:
            createdAt: .created_at
            status: .state
            link: .html_url
            resolvedAt: .closed_at
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .closed_at == null then null else minutes(.created_at; .closed_at) end
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__repository;
                    service
`,"mappings/github/monorepo-pull-request.yml":`# Monorepo: a merged pull request is a deployment of each service that its labels name (service: checkout).
#
# For Port's GitHub integration (Ocean), kind pull-request. The payload has no list of changed files, so labels say which
# services it touches (actions/labeler sets them by path). Without such a label it is no deployment.
# To choose differently, change the lines \`def branches\`, \`def serviceLabel\` and \`def environment\` wherever they stand.
resources:
  - kind: pull-request
    selector:
      states: [closed]
      maxResults: 300
      since: 90
      query: |-
        def branches: "main", "master";
        .merged_at != null and (.base.ref | IN(branches))
    port:
      # One entity for each of these names.
      itemsToParse: |-
        def serviceLabel: "^service: *(?<service>.+)$";
        [.labels[]?.name | strings | capture(serviceLabel) | .service] | unique
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .item;
            def environment: "Production";
            identity(.base.repo.full_name; [event("pull-request"; .number)]; service; environment)
          title: |-
            def service: .item;
            def environment: "Production";
            [service, (.merge_commit_sha // "" | .[0:7]), "to", environment] | map(select(. != "")) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .merged_at
            finishedAt: .merged_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .item;
              service
            commitSha: .merge_commit_sha
            ref: .base.ref
            ci: '"github"'
            runUrl: .html_url
            repositoryUrl: .base.repo.html_url
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .item;
                    service
            pullRequest:
              combinator: '"and"'
              rules:
                - property: '"link"'
                  operator: '"="'
                  value: .html_url
`,"mappings/github/monorepo-release.yml":`# Monorepo: a published release whose tag names a service (checkout@1.2.3, checkout-v1.2.3, checkout/1.2.3) is a
# deployment of that service.
#
# For Port's GitHub integration (Ocean), kind release.
# To choose differently, change the lines \`def tags\` and \`def environment\` wherever they stand.
# Ocean's payload is the release itself; the older GitHub app put it below .release, and the repository below .repo.
resources:
  - kind: release
    selector:
      query: |-
        def prereleases: "(^|[^a-z])(alpha|beta|rc|pre|prerelease|preview|dev|snapshot|nightly|canary)([^a-z]|$)";
        # The name of the service, then its version, without what marks a prerelease.
        def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
        .draft == false and .prerelease == false and .published_at != null and (.tag_name // "" | test(tags) and (test(prereleases; "i") | not))
    port:
      entity:
        mappings:
          # Not .name, which can be null, shared and full of spaces.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
            def service: .tag_name | capture(tags) | .service;
            def environment: "Production";
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("release"; .id)]; service; environment)
          title: |-
            def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
            def service: .tag_name | capture(tags) | .service;
            def environment: "Production";
            [service, .tag_name, "to", environment] | map(select(. != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Not .created_at, which is the time of the commit.
            createdAt: .published_at
            finishedAt: .published_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"tag"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
              def service: .tag_name | capture(tags) | .service;
              service
            version: .tag_name
            ref: .tag_name
            ci: '"github"'
            runUrl: .html_url
            repositoryUrl: .html_url // "" | if test("/releases/") then sub("/releases/.*$"; "") else null end
            deployedBy: .author.login
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
                    def service: .tag_name | capture(tags) | .service;
                    service
  # The commit where the release names one: its target is mostly a branch. In a block of its own, because null would
  # take away the commit that port-dora-action reported.
  - kind: release
    selector:
      query: |-
        def prereleases: "(^|[^a-z])(alpha|beta|rc|pre|prerelease|preview|dev|snapshot|nightly|canary)([^a-z]|$)";
        def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
        .draft == false and .prerelease == false and .published_at != null and (.tag_name // "" | test(tags) and (test(prereleases; "i") | not))
        and (.target_commitish // "" | test("^[0-9a-f]{40}([0-9a-f]{24})?$"))
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def tags: "^(?<service>.+?)[-@/](?<version>v?[0-9]+([.][0-9]+)+|v[0-9]+)([+][0-9A-Za-z.-]+)?$";
            def service: .tag_name | capture(tags) | .service;
            def environment: "Production";
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("release"; .id)]; service; environment)
          blueprint: '"deployment"'
          properties:
            commitSha: .target_commitish
`,"mappings/github/monorepo-workflow-run.yml":`# Monorepo: a finished run of the workflow deploy-<service>.yml is a deployment of that service.
#
# For Port's GitHub integration (Ocean), kind workflow-run.
# To choose differently, change the lines \`def branches\`, \`def workflow\` and \`def environment\` wherever they stand.
# The integration fetches the last 100 runs of each workflow, of a re-run only the last attempt, and deletes on the next
# resync what it no longer fetches.
resources:
  - kind: workflow-run
    selector:
      query: |-
        def branches: "main", "master";
        def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
        .status == "completed"
        and (.conclusion | IN("success", "failure", "timed_out", "startup_failure"))
        and (.head_branch | IN(branches))
        # The branch of a fork can be called main, too.
        and (.event | IN("pull_request", "pull_request_target") | not)
        and (.path // "" | split("@")[0] | test(workflow))
        and .run_started_at != null and .updated_at != null
    port:
      entity:
        mappings:
          # Not .run_number, which every workflow counts for itself, and which a re-run keeps.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
            def service: .path | split("@")[0] | capture(workflow) | .service;
            def environment: "Production";
            identity(.repository.full_name; [event("workflow-run"; .id), .run_attempt]; service; environment)
          title: |-
            def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
            def service: .path | split("@")[0] | capture(workflow) | .service;
            def environment: "Production";
            [service, (.head_sha // "" | .[0:7]), "to", environment] | map(select(. != "")) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Not .created_at, which is when the first attempt was queued.
            createdAt: .run_started_at
            finishedAt: .updated_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            # GitHub's words are not the values of the property: "failure" is "Failed".
            deploymentStatus: if .conclusion == "success" then "Success" else "Failed" end
            serviceName: |-
              def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
              def service: .path | split("@")[0] | capture(workflow) | .service;
              service
            commitSha: .head_sha
            ref: .head_branch
            ci: '"github"'
            runUrl: .html_url
            repositoryUrl: .repository.html_url
            deployedBy: .triggering_actor.login // .actor.login
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
                    def service: .path | split("@")[0] | capture(workflow) | .service;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: workflow-run
    selector:
      query: |-
        def branches: "main", "master";
        def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
        .status == "completed"
        and (.conclusion | IN("failure", "timed_out", "startup_failure"))
        and (.head_branch | IN(branches))
        and (.event | IN("pull_request", "pull_request_target") | not)
        and (.path // "" | split("@")[0] | test(workflow))
        and .run_started_at != null and .updated_at != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def workflow: "^[.]github/workflows/deploy-(?<service>[^/]+)[.]ya?ml$";
            def service: .path | split("@")[0] | capture(workflow) | .service;
            def environment: "Production";
            identity(.repository.full_name; [event("workflow-run"; .id), .run_attempt]; service; environment)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .updated_at
`,"mappings/github/pull-request-entity.yml":`# Pull requests with the hours from opened to merged, for accounts whose pull requests have none.
#
# For Port's GitHub integration (Ocean), kind pull-request; blueprint githubPullRequest.
# It takes the place of the block that the integration comes with: that one fetches only open pull requests and takes the
# others out of the catalog, so keep one of the two. The identifier is the same, so both describe the same entities.
resources:
  - kind: pull-request
    selector:
      states: [open, closed]
      maxResults: 300
      since: 90
      query: 'true'
    port:
      entity:
        mappings:
          identifier: if (.id | type) == "number" then (.head.repo.name // "") + (.id | tostring) else null end
          title: .title
          blueprint: '"githubPullRequest"'
          properties:
            # The list says "closed" for merged ones too.
            status: |-
              if .merged_at != null then "merged"
              elif .state == "open" or .state == "closed" then .state
              else null end
            createdAt: .created_at
            mergedAt: .merged_at
            closedAt: .closed_at
            link: .html_url
            prNumber: .number
            leadTimeHours: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .merged_at == null or .created_at == null then null else minutes(.created_at; .merged_at) / 60 | . * 100 | round / 100 end
`,"mappings/github/pull-request.yml":`# A merged pull request is a deployment of its base branch, at the moment of the merge.
#
# For Port's GitHub integration (Ocean), kind pull-request.
# To choose differently, change the lines \`def branches\`, \`def environment\` and \`def service\` wherever they stand.
# Until the merge nothing can fail, so a pull request is never a failed deployment; see workflow-run.yml for that.
resources:
  - kind: pull-request
    selector:
      # The integration fetches only open pull requests unless it is told otherwise, and deletes on the next resync what
      # it no longer fetches: these are the widest windows that it takes (Ocean, integrations/github/integration.py).
      states: [closed]
      maxResults: 300
      since: 90
      query: |-
        def branches: "main", "master";
        # One that was closed without merging has no merged_at; the list has neither "merged" nor "merged_by".
        .merged_at != null and (.base.ref | IN(branches))
    port:
      entity:
        mappings:
          # Not .head.repo, which is the fork, and null when that is gone.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .base.repo.name;
            def environment: "Production";
            identity(.base.repo.full_name; [event("pull-request"; .number)]; service; environment)
          title: |-
            def service: .base.repo.name;
            def environment: "Production";
            [service, (.merge_commit_sha // "" | .[0:7]), "to", environment] | map(select(. != "")) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .merged_at
            finishedAt: .merged_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .base.repo.name;
              service
            commitSha: .merge_commit_sha
            ref: .base.ref
            ci: '"github"'
            runUrl: .html_url
            repositoryUrl: .base.repo.html_url
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .base.repo.name;
                    service
            # By its link, so that it does not matter how the pull request is identified.
            pullRequest:
              combinator: '"and"'
              rules:
                - property: '"link"'
                  operator: '"="'
                  value: .html_url
`,"mappings/github/release.yml":`# A published release is a deployment, at the moment of its publication.
#
# For Port's GitHub integration (Ocean), kind release.
# To choose differently, change the lines \`def tags\`, \`def environment\` and \`def service\` wherever they stand.
# Ocean's payload is the release itself; the older GitHub app put it below .release, and the repository below .repo.
resources:
  - kind: release
    selector:
      query: |-
        # Tags of versions and days, without what marks a prerelease.
        def tags: "^(v?[0-9]+([.][0-9]+)+|v[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2})([+][0-9A-Za-z.-]+)?$";
        .draft == false and .prerelease == false and .published_at != null and (.tag_name // "" | test(tags))
    port:
      entity:
        mappings:
          # Not .name, which can be null, shared and full of spaces.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__repository;
            def environment: "Production";
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("release"; .id)]; service; environment)
          title: |-
            def service: .__repository;
            def environment: "Production";
            [service, .tag_name, "to", environment] | map(select(. != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Not .created_at, which is the time of the commit.
            createdAt: .published_at
            finishedAt: .published_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"tag"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .__repository;
              service
            version: .tag_name
            ref: .tag_name
            ci: '"github"'
            runUrl: .html_url
            repositoryUrl: .html_url // "" | if test("/releases/") then sub("/releases/.*$"; "") else null end
            deployedBy: .author.login
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__repository;
                    service
  # The commit where the release names one: its target is mostly a branch. In a block of its own, because null would
  # take away the commit that port-dora-action reported.
  - kind: release
    selector:
      query: |-
        def tags: "^(v?[0-9]+([.][0-9]+)+|v[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2})([+][0-9A-Za-z.-]+)?$";
        .draft == false and .prerelease == false and .published_at != null and (.tag_name // "" | test(tags))
        and (.target_commitish // "" | test("^[0-9a-f]{40}([0-9a-f]{24})?$"))
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__repository;
            def environment: "Production";
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("release"; .id)]; service; environment)
          blueprint: '"deployment"'
          properties:
            commitSha: .target_commitish
`,"mappings/github/tag.yml":`# A tag whose name begins with its day (2026-01-02, 2026.01.02, v2026.1.2-3) is a deployment of that day.
#
# For Port's GitHub integration (Ocean), kind tag.
# GitHub tells no time of a tag, and the integration hands on nothing but its name and commit. So a tag that does not
# carry its day cannot be dated and is left out: map releases (release.yml), or let port-dora-action report tags
# (track: tag), which knows the time of the run.
# To choose differently, change the lines \`def days\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: tag
    selector:
      query: |-
        def days: "^v?(?<year>20[0-9]{2})[.-](?<month>0?[1-9]|1[0-2])[.-](?<day>0?[1-9]|[12][0-9]|3[01])([.+-][0-9]+)?$";
        (.name // "" | test(days)) and (.commit.sha | type) == "string"
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__repository;
            def environment: "Production";
            def repository: if all(.__organization, .__repository; known) then .__organization + "/" + .__repository else null end;
            identity(repository; [event("tag"; .name)]; service; environment)
          title: |-
            def service: .__repository;
            def environment: "Production";
            [service, .name, "to", environment] | map(select(. != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Noon, so that the day is right in most zones.
            createdAt: |-
              def days: "^v?(?<year>20[0-9]{2})[.-](?<month>0?[1-9]|1[0-2])[.-](?<day>0?[1-9]|[12][0-9]|3[01])([.+-][0-9]+)?$";
              def two: if length < 2 then "0" + . else . end;
              .name | capture(days) | "\\(.year)-\\(.month | two)-\\(.day | two)T12:00:00Z"
            finishedAt: |-
              def days: "^v?(?<year>20[0-9]{2})[.-](?<month>0?[1-9]|1[0-2])[.-](?<day>0?[1-9]|[12][0-9]|3[01])([.+-][0-9]+)?$";
              def two: if length < 2 then "0" + . else . end;
              .name | capture(days) | "\\(.year)-\\(.month | two)-\\(.day | two)T12:00:00Z"
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"tag"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .__repository;
              service
            commitSha: .commit.sha
            version: .name
            ref: .name
            ci: '"github"'
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__repository;
                    service
`,"mappings/github/workflow-run.yml":`# A finished run of the workflow that deploys is a deployment; each attempt is one of its own.
#
# For Port's GitHub integration (Ocean), kind workflow-run.
# To choose differently, change the lines \`def branches\`, \`def workflows\`, \`def environment\` and \`def service\` wherever
# they stand. The integration fetches the last 100 runs of each workflow, of a re-run only the last attempt, and deletes
# on the next resync what it no longer fetches.
resources:
  - kind: workflow-run
    selector:
      query: |-
        def branches: "main", "master";
        # The file of the workflow: names can be shared, and a part of a name fits "undeploy" as well.
        def workflows: ".github/workflows/deploy.yml", ".github/workflows/deploy.yaml";
        .status == "completed"
        and (.conclusion | IN("success", "failure", "timed_out", "startup_failure"))
        and (.head_branch | IN(branches))
        # The branch of a fork can be called main, too.
        and (.event | IN("pull_request", "pull_request_target") | not)
        and (.path // "" | split("@")[0] | IN(workflows))
        and .run_started_at != null and .updated_at != null
    port:
      entity:
        mappings:
          # Not .run_number, which every workflow counts for itself, and which a re-run keeps.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .repository.name;
            def environment: "Production";
            identity(.repository.full_name; [event("workflow-run"; .id), .run_attempt]; service; environment)
          title: |-
            def service: .repository.name;
            def environment: "Production";
            [service, (.head_sha // "" | .[0:7]), "to", environment] | map(select(. != "")) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Not .created_at, which is when the first attempt was queued.
            createdAt: .run_started_at
            finishedAt: .updated_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            # GitHub's words are not the values of the property: "failure" is "Failed".
            deploymentStatus: if .conclusion == "success" then "Success" else "Failed" end
            serviceName: |-
              def service: .repository.name;
              service
            commitSha: .head_sha
            ref: .head_branch
            ci: '"github"'
            runUrl: .html_url
            repositoryUrl: .repository.html_url
            deployedBy: .triggering_actor.login // .actor.login
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .repository.name;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: workflow-run
    selector:
      query: |-
        def branches: "main", "master";
        def workflows: ".github/workflows/deploy.yml", ".github/workflows/deploy.yaml";
        .status == "completed"
        and (.conclusion | IN("failure", "timed_out", "startup_failure"))
        and (.head_branch | IN(branches))
        and (.event | IN("pull_request", "pull_request_target") | not)
        and (.path // "" | split("@")[0] | IN(workflows))
        and .run_started_at != null and .updated_at != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .repository.name;
            def environment: "Production";
            identity(.repository.full_name; [event("workflow-run"; .id), .run_attempt]; service; environment)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .updated_at
`,"mappings/gitlab/deployment.yml":`# A deployment of GitLab's own (a job with an environment, or its deployments API) that has ended.
#
# For Port's GitLab integration (gitlab-v2), kind deployment.
# To choose differently, change the lines \`def named\` (for instance {"blue": "Production"}) and \`def service\` wherever
# they stand.
resources:
  - kind: deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        # Created, running, blocked, canceled and skipped ones are no deployments.
        (.status | IN("success", "failed"))
        and (.environment.name | tier) != null
        and (.deployable.started_at // .created_at) != null and (.deployable.finished_at // .updated_at) != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__project.path_with_namespace // "" | split("/") | last;
            # A job that deploys has the identity that it reports of itself; a deployment made by the API has its own.
            def deployment:
              if .deployable == null then [event("deployment"; .id)]
              else [.deployable.pipeline.id, 1, .deployable.id] end;
            identity(.__project.path_with_namespace; deployment; service; .environment.name)
          title: |-
            def service: .__project.path_with_namespace // "" | split("/") | last;
            [service, (.sha // "" | .[0:7]), "to", .environment.name] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # The job's begin: the deployment is made when the pipeline is, long before a manual job starts.
            createdAt: .deployable.started_at // .created_at
            finishedAt: .deployable.finished_at // .updated_at
            environment: |-
              # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
              def named: {};
              def production: "production", "prod", "prd", "live";
              def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
                "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
              def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
                "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
                "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
                "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
                "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
              def negating: "non", "not", "no", "never";
              def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
                "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
              def tier: if type != "string" then null else named[.] // (
                [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
                | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
                | if any($said[]; IN(testing)) then "Testing"
                  elif any($said[]; IN(staging)) then "Staging"
                  elif any(.[]; IN(testing, staging, denying)) then null
                  elif any(.[]; IN(production)) | not then null
                  elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
                  else "Production" end) end;
              .environment.name | tier
            environmentName: .environment.name
            environmentSource: '"ci"'
            deploymentStatus: if .status == "success" then "Success" else "Failed" end
            serviceName: |-
              def service: .__project.path_with_namespace // "" | split("/") | last;
              service
            commitSha: .sha
            ref: .ref
            ci: '"gitlab"'
            runUrl: .deployable.web_url // .deployable.pipeline.web_url
            repositoryUrl: .__project.web_url
            deployedBy: .user.username
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__project.path_with_namespace // "" | split("/") | last;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        .status == "failed"
        and (.environment.name | tier) != null
        and (.deployable.started_at // .created_at) != null and (.deployable.finished_at // .updated_at) != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__project.path_with_namespace // "" | split("/") | last;
            # A job that deploys has the identity that it reports of itself; a deployment made by the API has its own.
            def deployment:
              if .deployable == null then [event("deployment"; .id)]
              else [.deployable.pipeline.id, 1, .deployable.id] end;
            identity(.__project.path_with_namespace; deployment; service; .environment.name)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .deployable.finished_at // .updated_at
`,"mappings/gitlab/merge-request-entity.yml":`# Merge requests with the hours from opened to merged, for accounts whose merge requests have none.
#
# For Port's GitLab integration (gitlab-v2), kind merge-request; blueprint gitlabMergeRequest.
# It takes the place of the block that the integration comes with: that one fetches only opened merge requests and takes
# the others out of the catalog, so keep one of the two. The identifier is the same, so both describe the same entities.
resources:
  - kind: merge-request
    selector:
      states: [opened, merged, closed]
      updatedAfter: 365
      query: 'true'
    port:
      entity:
        mappings:
          identifier: if (.id | type) == "number" then .id | tostring else null end
          title: .title
          blueprint: '"gitlabMergeRequest"'
          properties:
            status: .state | if IN("opened", "closed", "merged", "locked") then . else null end
            createdAt: .created_at
            mergedAt: .merged_at
            link: .web_url
            leadTimeHours: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .merged_at == null or .created_at == null then null else minutes(.created_at; .merged_at) / 60 | . * 100 | round / 100 end
`,"mappings/gitlab/merge-request.yml":`# A merged merge request is a deployment of its target branch, at the moment of the merge.
#
# For Port's GitLab integration (gitlab-v2), kind merge-request.
# To choose differently, change the lines \`def branches\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: merge-request
    selector:
      # The integration fetches only opened ones of 90 days unless it is told otherwise, and deletes on the next resync
      # what it no longer fetches (Ocean, integrations/gitlab-v2/integration.py).
      states: [merged]
      updatedAfter: 365
      query: |-
        def branches: "main", "master";
        .state == "merged" and .merged_at != null and (.target_branch | IN(branches))
    port:
      entity:
        mappings:
          # By its number in the project, not by the name of its branch, which holds what Port refuses.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def repository: .references.full // "" | sub("![0-9]+$"; "");
            def service: .references.full // "" | sub("![0-9]+$"; "") | split("/") | last;
            def environment: "Production";
            identity(repository; [event("pull-request"; .iid)]; service; environment)
          title: |-
            def service: .references.full // "" | sub("![0-9]+$"; "") | split("/") | last;
            def environment: "Production";
            [service, (.merge_commit_sha // .squash_commit_sha // .sha // "" | .[0:7]), "to", environment]
            | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .merged_at
            finishedAt: .merged_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .references.full // "" | sub("![0-9]+$"; "") | split("/") | last;
              service
            # A merge by fast-forward makes no commit of its own.
            commitSha: .merge_commit_sha // .squash_commit_sha // .sha
            ref: .target_branch
            ci: '"gitlab"'
            runUrl: .web_url
            repositoryUrl: .web_url // "" | if test("/-/merge_requests/") then sub("/-/merge_requests/.*$"; "") else null end
            deployedBy: .merge_user.username // .merged_by.username
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .references.full // "" | sub("![0-9]+$"; "") | split("/") | last;
                    service
            # By its link, so that it does not matter how the merge request is identified.
            mergeRequest:
              combinator: '"and"'
              rules:
                - property: '"link"'
                  operator: '"="'
                  value: .web_url
`,"mappings/gitlab/monorepo-merge-request.yml":`# Monorepo: a merged merge request is a deployment of each service that its labels name (service::checkout).
#
# For Port's GitLab integration (gitlab-v2), kind merge-request. The payload has no list of changed files, so labels say
# which services it touches. Without such a label it is no deployment.
# To choose differently, change the lines \`def branches\`, \`def serviceLabel\` and \`def environment\` wherever they stand.
resources:
  - kind: merge-request
    selector:
      # The integration fetches only opened ones of 90 days unless it is told otherwise, and deletes on the next resync
      # what it no longer fetches (Ocean, integrations/gitlab-v2/integration.py).
      states: [merged]
      updatedAfter: 365
      query: |-
        def branches: "main", "master";
        .state == "merged" and .merged_at != null and (.target_branch | IN(branches))
    port:
      # One entity for each of these names.
      itemsToParse: |-
        def serviceLabel: "^service:+ *(?<service>.+)$";
        [.labels[]? | strings | capture(serviceLabel) | .service] | unique
      entity:
        mappings:
          # By its number in the project, not by the name of its branch, which holds what Port refuses.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def repository: .references.full // "" | sub("![0-9]+$"; "");
            def service: .item;
            def environment: "Production";
            identity(repository; [event("pull-request"; .iid)]; service; environment)
          title: |-
            def service: .item;
            def environment: "Production";
            [service, (.merge_commit_sha // .squash_commit_sha // .sha // "" | .[0:7]), "to", environment]
            | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .merged_at
            finishedAt: .merged_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .item;
              service
            # A merge by fast-forward makes no commit of its own.
            commitSha: .merge_commit_sha // .squash_commit_sha // .sha
            ref: .target_branch
            ci: '"gitlab"'
            runUrl: .web_url
            repositoryUrl: .web_url // "" | if test("/-/merge_requests/") then sub("/-/merge_requests/.*$"; "") else null end
            deployedBy: .merge_user.username // .merged_by.username
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .item;
                    service
            # By its link, so that it does not matter how the merge request is identified.
            mergeRequest:
              combinator: '"and"'
              rules:
                - property: '"link"'
                  operator: '"="'
                  value: .web_url
`,"mappings/gitlab/pipeline.yml":`# A finished pipeline of the main branch is a deployment.
#
# For Port's GitLab integration (gitlab-v2), kind pipeline. Only where every such pipeline deploys: most pipelines have no
# name by which to tell them apart (it is null without workflow:name). Where jobs name an environment, deployment.yml
# knows better what was deployed, and when.
# To choose differently, change the lines \`def branches\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: pipeline
    selector:
      query: |-
        def branches: "main", "master";
        # Running, canceled, skipped and manual ones are no deployments.
        (.status | IN("success", "failed"))
        and (.ref | IN(branches))
        and (.source | IN("schedule", "parent_pipeline", "merge_request_event") | not)
        and .created_at != null and .updated_at != null
    port:
      entity:
        mappings:
          # The list of pipelines tells no attempt: a pipeline whose jobs are retried stays one deployment.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            identity(.__project.path_with_namespace; [event("workflow-run"; .id), 1]; service; environment)
          title: |-
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            [service, (.sha // "" | .[0:7]), "to", environment] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .created_at
            # The list tells no end; a finished pipeline is last changed when it ends.
            finishedAt: .updated_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"branch"'
            deploymentStatus: if .status == "success" then "Success" else "Failed" end
            serviceName: |-
              def service: .__project.path_with_namespace // "" | split("/") | last;
              service
            commitSha: .sha
            ref: .ref
            ci: '"gitlab"'
            runUrl: .web_url
            repositoryUrl: .__project.web_url
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__project.path_with_namespace // "" | split("/") | last;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: pipeline
    selector:
      query: |-
        def branches: "main", "master";
        .status == "failed"
        and (.ref | IN(branches))
        and (.source | IN("schedule", "parent_pipeline", "merge_request_event") | not)
        and .created_at != null and .updated_at != null
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            identity(.__project.path_with_namespace; [event("workflow-run"; .id), 1]; service; environment)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .updated_at
`,"mappings/gitlab/release.yml":`# A release is a deployment, at the moment of its release.
#
# For Port's GitLab integration (gitlab-v2), kind release.
# To choose differently, change the lines \`def tags\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: release
    selector:
      query: |-
        # Tags of versions and days, without what marks a prerelease; GitLab has no other mark.
        def tags: "^(v?[0-9]+([.][0-9]+)+|v[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2})([+][0-9A-Za-z.-]+)?$";
        # A release can be announced for a day to come.
        .upcoming_release != true and .released_at != null and (.tag_name // "" | test(tags))
    port:
      entity:
        mappings:
          # A release has no number: within its project the tag is its identity.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            identity(.__project.path_with_namespace; [event("release"; .tag_name)]; service; environment)
          title: |-
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            [service, .tag_name, "to", environment] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .released_at
            finishedAt: .released_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"tag"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .__project.path_with_namespace // "" | split("/") | last;
              service
            commitSha: .commit.id
            version: .tag_name
            ref: .tag_name
            ci: '"gitlab"'
            runUrl: ._links.self
            repositoryUrl: .__project.web_url
            deployedBy: .author.username
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__project.path_with_namespace // "" | split("/") | last;
                    service
`,"mappings/gitlab/tag.yml":`# An annotated tag is a deployment, at the moment when it was made.
#
# For Port's GitLab integration (gitlab-v2), kind tag. Only annotated tags have a time of their own; that of a lightweight
# tag's commit says when it was written, not when it was released, so those are left out.
# To choose differently, change the lines \`def tags\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: tag
    selector:
      query: |-
        # Tags of versions and days, without what marks a prerelease.
        def tags: "^(v?[0-9]+([.][0-9]+)+|v[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2})([+][0-9A-Za-z.-]+)?$";
        .created_at != null and (.name // "" | test(tags))
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            identity(.__project.path_with_namespace; [event("tag"; .name)]; service; environment)
          title: |-
            def service: .__project.path_with_namespace // "" | split("/") | last;
            def environment: "Production";
            [service, .name, "to", environment] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .created_at
            finishedAt: .created_at
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"tag"'
            deploymentStatus: '"Success"'
            serviceName: |-
              def service: .__project.path_with_namespace // "" | split("/") | last;
              service
            commitSha: .commit.id
            version: .name
            ref: .name
            ci: '"gitlab"'
            runUrl: .__project.web_url as $url | if ($url | type) == "string" then "\\($url)/-/tags/\\(.name | @uri)" else null end
            repositoryUrl: .__project.web_url
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .__project.path_with_namespace // "" | split("/") | last;
                    service
`,"mappings/jenkins/build.yml":`# A finished build of the job that deploys is a deployment.
#
# For Port's Jenkins integration, kind build. Jenkins does not tell the repository and the commit of a build there; a report
# by port-dora-action from the same build knows its repository. So that both are one entity, write that repository's name
# ("acme/shop") in the lines \`def repository\`; with several repositories let only one of the two report.
# To choose differently, change the lines \`def jobs\`, \`def environment\` and \`def service\` wherever they stand.
resources:
  - kind: build
    selector:
      query: |-
        def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
        # Jobs that are called deploy, also as a project with branches.
        def jobs: "(^|/)deploy(/(main|master))?$";
        # Aborted ones and those that were not built are no deployments.
        (.result | IN("SUCCESS", "FAILURE", "UNSTABLE"))
        and (job | test(jobs)) and (.timestamp | type) == "number" and (.duration | type) == "number"
    port:
      entity:
        mappings:
          # What BUILD_TAG and JOB_NAME hold: a build that is repeated has a new number.
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
            def service: job | split("/") | map(select(IN("deploy", "main", "master") | not)) | last;
            def environment: "Production";
            def repository: "-";
            identity(repository; [event("jenkins-" + (job | gsub("/"; "-")); .number), 1, job]; service; environment)
            # A job must not look like an event.
            | if . == null then null else sub("/1/(?<kind>release|tag|pull-request|deployment|workflow-run)-"; "/1/\\(.kind)=002D") end
          title: |-
            def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
            def service: job | split("/") | map(select(IN("deploy", "main", "master") | not)) | last;
            def environment: "Production";
            [service, "#\\(.number)", "to", environment] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            # Jenkins counts milliseconds.
            createdAt: .timestamp | numbers | . / 1000 | floor | todate
            finishedAt: .timestamp + .duration | . / 1000 | floor | todate
            environment: |-
              def environment: "Production";
              environment
            environmentSource: '"input"'
            # Unstable is "completed, but something is wrong".
            deploymentStatus: if .result == "SUCCESS" then "Success" else "Failed" end
            serviceName: |-
              def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
              def service: job | split("/") | map(select(IN("deploy", "main", "master") | not)) | last;
              service
            ci: '"jenkins"'
            runUrl: .url
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
                    def service: job | split("/") | map(select(IN("deploy", "main", "master") | not)) | last;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: build
    selector:
      query: |-
        def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
        # Jobs that are called deploy, also as a project with branches.
        def jobs: "(^|/)deploy(/(main|master))?$";
        (.result | IN("FAILURE", "UNSTABLE"))
        and (job | test(jobs)) and (.timestamp | type) == "number" and (.duration | type) == "number"
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def job: .url | strings | capture("/job/(?<path>.+)/[0-9]+/?$") | .path | gsub("/job/"; "/") | gsub("%20"; " ") | gsub("%25"; "%");
            def service: job | split("/") | map(select(IN("deploy", "main", "master") | not)) | last;
            def environment: "Production";
            def repository: "-";
            identity(repository; [event("jenkins-" + (job | gsub("/"; "-")); .number), 1, job]; service; environment)
            # A job must not look like an event.
            | if . == null then null else sub("/1/(?<kind>release|tag|pull-request|deployment|workflow-run)-"; "/1/\\(.kind)=002D") end
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .timestamp + .duration | . / 1000 | floor | todate
`,"mappings/jira/incident.yml":`# Issues of Jira with the type "Incident" are incidents of the service that their first component names.
#
# For Port's Jira integration, kind issue; blueprint jiraIssue with the properties resolvedAt and recoveryTime and the
# relation service (catalog/blueprints/additions/incident.json). Other issues get no service by this mapping, so no metric
# counts them.
# To choose differently, change the lines \`def types\` and \`def service\` wherever they stand, and the types in the JQL.
resources:
  - kind: issue
    selector:
      # The integration's own block asks for the last week; what is no longer fetched is deleted on the next resync.
      jql: issuetype in ("Incident", "[System] Incident") AND created >= -365d
      query: |-
        def types: "Incident", "[System] Incident";
        (.fields.issuetype.name | IN(types)) and .fields.created != null
    port:
      entity:
        mappings:
          identifier: .key | if type == "string" and . != "" then . else null end
          title: .fields.summary
          blueprint: '"jiraIssue"'
          properties:
            status: .fields.status.name
            issueType: .fields.issuetype.name
            # Jira writes the zone without a colon (2026-01-26T01:39:15.250+0200), which is no date-time to Port.
            created: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              .fields.created | strings | instant | floor | todate
            resolutionDate: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              .fields.resolutiondate | if . == null then null else instant | floor | todate end
            resolvedAt: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              .fields.resolutiondate | if . == null then null else instant | floor | todate end
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .fields.resolutiondate == null then null else minutes(.fields.created; .fields.resolutiondate) end
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: [.fields.components[]?.name | strings] | .[0];
                    service
`,"mappings/octopus/deployment.yml":`# A deployment of Octopus.
#
# For Port's Octopus Deploy integration, kind deployment. Its payload names the project and the environment only by their
# ids, and does not say whether a deployment has ended:
# - the name of the environment is read from the deployment's own name ("Deploy to Production");
# - one without a failure counts as a success an hour after it was made: change the lines \`def settled\` (in seconds), or
#   report with port-dora-action from a step of the process, which knows the end and the outcome at once;
# - the end is not told, so it is the begin.
# So that services are found, say which project is which: \`def projects: {"Projects-1": "shop"};\` wherever it stands.
# Names of environments of your own stand in the lines \`def named\`; \`def server\` is the address for links.
resources:
  - kind: deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
        def instant:
          capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
          | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
            - (if (.zone // "Z") == "Z" then 0
              else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
        def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
        def settled: 3600;
        (environmentName | tier) != null and (.Created | type) == "string"
        and (.FailureEncountered == true or (.FailureEncountered == false and now - (.Created | instant) >= settled))
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def projects: {};
            def service: projects[.ProjectId] // .ProjectId;
            def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
            identity("-"; [event("deployment"; .Id)]; service; environmentName)
          title: |-
            def projects: {};
            def service: projects[.ProjectId] // .ProjectId;
            def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
            [service, "to", environmentName] | map(select(. != "" and . != null)) | join(" ")
          blueprint: '"deployment"'
          properties:
            createdAt: .Created
            finishedAt: .Created
            environment: |-
              # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
              def named: {};
              def production: "production", "prod", "prd", "live";
              def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
                "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
              def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
                "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
                "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
                "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
                "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
              def negating: "non", "not", "no", "never";
              def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
                "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
              def tier: if type != "string" then null else named[.] // (
                [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
                | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
                | if any($said[]; IN(testing)) then "Testing"
                  elif any($said[]; IN(staging)) then "Staging"
                  elif any(.[]; IN(testing, staging, denying)) then null
                  elif any(.[]; IN(production)) | not then null
                  elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
                  else "Production" end) end;
              def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
              environmentName | tier
            environmentName: |-
              def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
              environmentName
            environmentSource: '"ci"'
            deploymentStatus: if .FailureEncountered then "Failed" else "Success" end
            serviceName: |-
              def projects: {};
              def service: projects[.ProjectId] // .ProjectId;
              service
            # Where build information was pushed.
            commitSha: '[.Changes[]?.BuildInformation[]?.VcsCommitNumber | strings] | last'
            repositoryUrl: '[.Changes[]?.BuildInformation[]?.VcsRoot | strings | select(startswith("http"))] | last'
            ci: '"octopus"'
            runUrl: |-
              def server: null;
              if server == null or .Links.Web == null then null else server + .Links.Web end
            deployedBy: .DeployedBy
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def projects: {};
                    def service: projects[.ProjectId] // .ProjectId;
                    service
  # What failed is a failed deployment. In a block of its own, because a mapping sends null for what a filter does not
  # give, and null would take the mark off a deployment that failed later by a rollback or an incident.
  - kind: deployment
    selector:
      query: |-
        # The environment by its name: yours first, then the words that port-dora-action knows; others are not Production.
        def named: {};
        def production: "production", "prod", "prd", "live";
        def staging: "staging", "stage", "stg", "uat", "acceptance", "acc", "demo",
          "pre", "preprod", "preprd", "preproduction", "candidate", "rc";
        def testing: "testing", "test", "tests", "tst", "qa", "qc", "quality", "sit", "e2e", "smoke",
          "development", "develop", "devel", "dev", "trunk", "integration", "integ", "int", "ci",
          "review", "preview", "feature", "pr", "mr", "ephemeral", "temporary", "temp", "tmp",
          "sandbox", "sbx", "playground", "lab", "poc", "training", "experimental", "experiment",
          "perf", "performance", "stress", "benchmark", "local", "localhost", "alpha", "beta", "nightly", "snapshot";
        def negating: "non", "not", "no", "never";
        def denying: "like", "copy", "clone", "replica", "mirror", "shadow", "fake", "mock", "pseudo",
          "nonprod", "nonprd", "nonproduction", "nonlive", "notprod", "prodlike", "productionlike";
        def tier: if type != "string" then null else named[.] // (
          [ascii_downcase | splits("[^\\\\p{L}\\\\p{N}]+") | sub("[0-9]+$"; "")]
          | [.[range(length) as $at | select($at == 0 or (.[$at - 1] | IN(negating) | not)) | $at]] as $said
          | if any($said[]; IN(testing)) then "Testing"
            elif any($said[]; IN(staging)) then "Staging"
            elif any(.[]; IN(testing, staging, denying)) then null
            elif any(.[]; IN(production)) | not then null
            elif any(.[:map(IN(production)) | rindex(true)][]; IN(negating)) then null
            else "Production" end) end;
        def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
        (environmentName | tier) != null and (.Created | type) == "string" and .FailureEncountered == true
    port:
      entity:
        mappings:
          identifier: |-
            # The identifier that port-dora-action gives the same deployment (docs/integrations.md).
            def units: if . > 65535 then (. - 65536) | (55296 + (. / 1024 | floor), 56320 + . % 1024) else . end;
            def hex: [. / 4096, . / 256, . / 16, .] | map(floor % 16 | "0123456789ABCDEF"[. : . + 1]) | add;
            def escape($kept): gsub("(?<sign>[^\\\\p{L}0-9@_.+:" + $kept + "-])"; [.sign | explode[0] | units | "=" + hex] | add);
            def field: tostring | if . == "-" then "=002D" else escape("") end;
            def known: (type == "string" and . != "") or type == "number";
            def event($kind; $id): if $id | known then "\\($kind)-\\($id)" else null end;
            def identity($repository; $event; $service; $environment):
              ($event + [$service, $environment]) as $fields
              | if all($repository, $fields[]; known) | not then null
                else [($repository | escape("/")), ($fields[] | field)] | join("/") | if length > 1000 then null else . end
                end;
            def projects: {};
            def service: projects[.ProjectId] // .ProjectId;
            def environmentName: .Name | strings | capture("^Deploy to (?<name>.+)$") | .name;
            identity("-"; [event("deployment"; .Id)]; service; environmentName)
          blueprint: '"deployment"'
          properties:
            failed: 'true'
            failureReason: '"run"'
            failureAt: .Created
`,"mappings/opsgenie/incident.yml":`# Incidents of OpsGenie: when their impact ended, how long it lasted, and the service that they are about.
#
# For Port's OpsGenie integration, kind incident; blueprint opsGenieIncident with the properties resolvedAt and
# recoveryTime and the relation service (catalog/blueprints/additions/incident.json).
# An incident names the services that it impacts only by their ids. So a service of Port is found by its title in a tag
# ("service:shop"). To find it by the id instead, keep that in a property of the service and change both lines of the
# rule: the property, and \`def service\` to .impactedServices[0].
resources:
  - kind: incident
    selector:
      # Without the status: the integration's own block asks for open ones, so that resolved ones leave the catalog.
      # The lowest two priorities are no incident of production.
      query: (.priority | IN("P4", "P5") | not) and .createdAt != null
    port:
      entity:
        mappings:
          identifier: .id | if type == "string" and . != "" then . else null end
          title: .message
          blueprint: '"opsGenieIncident"'
          properties:
            status: .status
            priority: .priority
            url: .links.web
            createdAt: .createdAt
            updatedAt: .updatedAt
            # The end of the impact; one that is resolved without it ended at the latest when it was last changed.
            resolvedAt: |-
              if .impactEndDate then .impactEndDate
              elif .status | IN("resolved", "closed") then .updatedAt
              else null end
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              def ended: if .impactEndDate then .impactEndDate elif .status | IN("resolved", "closed") then .updatedAt else null end;
              if ended == null then null else minutes(.impactStartDate // .createdAt; ended) end
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: [.tags[]? | strings | select(startswith("service:")) | .[8:]] | .[0];
                    service
`,"mappings/pagerduty/incident.yml":`# Incidents of PagerDuty: when they were resolved, how long that took, and the service that they are about.
#
# For Port's PagerDuty integration, kind incidents; blueprint pagerdutyIncident with the properties resolvedAt and
# recoveryTime and the relation service (catalog/blueprints/additions/incident.json). The integration's own blocks may
# stay: they describe the same entities.
# A service of Port is found by its title, which has to be the name of the service in PagerDuty. To find it by the id
# instead, keep that in a property of the service and change both lines of the rule: the property, and \`def service\`
# to .service.id.
resources:
  - kind: incidents
    selector:
      apiQueryParams:
        # The integration's first block leaves out resolved ones, and without a window PagerDuty gives only the newest.
        statuses: [triggered, acknowledged, resolved]
        date_range: all
      # Low urgency wakes nobody up.
      query: .urgency != "low" and .created_at != null
    port:
      entity:
        mappings:
          identifier: .id | if type == "string" and . != "" then . else null end
          title: .title
          blueprint: '"pagerdutyIncident"'
          properties:
            status: .status
            urgency: .urgency
            url: .html_url // .self
            created_at: .created_at
            # Null until the incident is resolved.
            resolvedAt: .resolved_at
            # Minutes; with or without fractions of a second.
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .resolved_at == null then null else minutes(.created_at; .resolved_at) end
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .service.summary;
                    service
`,"mappings/servicenow/incident.yml":`# Incidents of ServiceNow: when they were resolved, how long that took, and the service that they are about.
#
# For Port's ServiceNow integration, kind incident; blueprint servicenowIncident with the properties resolvedAt and
# recoveryTime and the relation service (catalog/blueprints/additions/incident.json).
# It takes the place of the block that the integration comes with, whose times are in the form and zone of its user.
# A service of Port is found by its title, which has to be the name of the business service.
resources:
  - kind: incident
    selector:
      apiQueryParams:
        # Values and labels; by default the integration gets labels only.
        sysparmDisplayValue: all
        sysparmExcludeReferenceLink: 'true'
      query: |-
        def plain: if type == "object" then .value else . end;
        # Low and planning.
        (.priority | plain | IN("4", "5", "4 - Low", "5 - Planning") | not)
        and (.opened_at | plain | type == "string" and . != "")
    port:
      entity:
        mappings:
          identifier: |-
            .sys_id | if type == "object" then .value else . end
            | if type == "string" and . != "" then . else null end
          title: .short_description | if type == "object" then .value else . end
          blueprint: '"servicenowIncident"'
          properties:
            number: .number | if type == "object" then .value else . end
            state: .state | if type == "object" then .display_value else . end
            priority: .priority | if type == "object" then .display_value else . end
            # "2026-01-02 03:04:05", in UTC.
            createdOn: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def plain: if type == "object" then .value else . end;
              .sys_created_on | plain | if type == "string" and . != "" then instant | todate else null end
            # An empty text until it is resolved.
            resolvedAt: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def plain: if type == "object" then .value else . end;
              .resolved_at | plain | if type == "string" and . != "" then instant | todate else null end
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              def plain: if type == "object" then .value else . end;
              (.resolved_at | plain) as $resolved
              | if ($resolved | type) == "string" and $resolved != "" then minutes(.opened_at | plain; $resolved) else null end
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: .business_service | if type == "object" then .display_value else . end | if . == "" then null else . end;
                    service
`,"mappings/statuspage/incident.yml":`# Incidents of Statuspage: when they were resolved, how long that took, and the service that they are about.
#
# For Port's Statuspage integration, kind incident; blueprint statuspageIncident with the properties resolvedAt and
# recoveryTime and the relation service (catalog/blueprints/additions/incident.json).
# A service of Port is found by its title, which has to be the name of the first component.
resources:
  - kind: incident
    selector:
      # Scheduled maintenance is the same kind of item.
      query: |-
        .scheduled_for == null and .impact != "maintenance"
        and (.status | IN("scheduled", "in_progress", "verifying", "completed") | not)
        and .created_at != null
    port:
      entity:
        mappings:
          identifier: .id | if type == "string" and . != "" then . else null end
          title: .name
          blueprint: '"statuspageIncident"'
          properties:
            status: .status
            impact: .impact
            createdAt: .created_at
            startedAt: .started_at
            resolvedAt: .resolved_at
            recoveryTime: |-
              # Seconds since 1970 of a time with or without fractions of a second and a zone (UTC where it names none).
              def instant:
                capture("^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?<part>[.][0-9]+)?(?<zone>Z|[+-][0-9]{2}:?[0-9]{2})?$")
                | . as $in | (.day + "T" + .time + "Z" | fromdateiso8601) + ("0" + (.part // "") | tonumber)
                  - (if (.zone // "Z") == "Z" then 0
                    else (.zone[1:3] | tonumber) * 3600 + (.zone[-2:] | tonumber) * 60 | if $in.zone[0:1] == "-" then -. else . end end);
              def minutes($from; $to): (($to | instant) - ($from | instant)) / 60 | if . < 0 then null else . * 100 | round / 100 end;
              if .resolved_at == null then null else minutes(.started_at // .created_at; .resolved_at) end
          relations:
            service:
              combinator: '"and"'
              rules:
                - property: '"$title"'
                  operator: '"="'
                  value: |-
                    def service: [.components[]?.name | strings] | .[0];
                    service
`,"metrics/deployment.json":`{
  "calculationProperties": {
    "failurePercent": {
      "title": "Change Failure (%)",
      "icon": "Metric",
      "type": "number",
      "description": "100 when the deployment failed, else 0: the average over deployments is the change failure rate",
      "calculation": "if .properties.failed == true or .properties.deploymentStatus == \\"Failed\\" then 100 else 0 end"
    },
    "reworkPercent": {
      "title": "Rework (%)",
      "icon": "Metric",
      "type": "number",
      "description": "100 when the deployment was a rollback or a hotfix, else 0: the average over deployments is the rework rate",
      "calculation": "if .properties.kind == \\"rollback\\" or .properties.kind == \\"hotfix\\" then 100 else 0 end"
    }
  }
}
`,"metrics/domain.json":`{
  "aggregationProperties": {
    "deployment_frequency": {
      "title": "Deployment Frequency (Deployments, Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "Successful production deployments in the window, by their own time",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "total_deployments": {
      "title": "Total Deployments (Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "All production deployments in the window, successful and failed: the denominator of the rates",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "failed_deployments": {
      "title": "Failed Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Production deployments whose run failed, that were rolled back, or that an incident is linked to",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "rework_deployments": {
      "title": "Rework Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Production deployments that were a rollback or a hotfix",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "kind",
            "operator": "in",
            "value": ["rollback", "hotfix"]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "unrecovered_deployments": {
      "title": "Unrecovered Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Failed production deployments that nothing has mended yet",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "recoveredAt",
            "operator": "isEmpty"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "lead_time_for_change": {
      "title": "Lead Time for Changes (Mean Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Mean over successful production deployments of the time from the author's commit to the end of the deployment",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "leadTimeHours",
        "averageOf": "total",
        "measureTimeBy": "createdAt"
      }
    },
    "lead_time_for_change_median": {
      "title": "Lead Time for Changes (Median Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "The same as a median, which single long ones do not move",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "leadTimeHours"
      }
    },
    "failed_deployment_recovery_time": {
      "title": "Failed Deployment Recovery Time (Mean Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Mean time from the end of a failed production deployment to its recovery",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "recoveryHours",
        "averageOf": "total",
        "measureTimeBy": "createdAt"
      }
    },
    "failed_deployment_recovery_time_median": {
      "title": "Failed Deployment Recovery Time (Median Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "The same as a median",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "domain"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "recoveryHours"
      }
    }
  },
  "calculationProperties": {
    "deployment_rate": {
      "title": "Deployment Rate (per Week, Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "Successful production deployments per interval of the window",
      "calculation": "if .properties.deployment_frequency == null then null else .properties.deployment_frequency / (30 / 7) end"
    },
    "changeFailureRate": {
      "title": "Change Failure Rate (%, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Failed deployments of all deployments in the same window; empty when there were none",
      "calculation": "(.properties.failed_deployments // 0) as $part | (.properties.total_deployments // 0) as $all | if $all > 0 then $part / $all * 100 else null end"
    },
    "reworkRate": {
      "title": "Deployment Rework Rate (%, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Rollbacks and hotfixes of all deployments in the same window; empty when there were none",
      "calculation": "(.properties.rework_deployments // 0) as $part | (.properties.total_deployments // 0) as $all | if $all > 0 then $part / $all * 100 else null end"
    }
  }
}
`,"metrics/service-incidents.json":`{
  "aggregationProperties": {
    "total_incidents": {
      "title": "Total Incidents (Last 30 Days)",
      "icon": "Alert",
      "type": "number",
      "description": "Incidents that began in the window",
      "target": "pagerdutyIncident",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "created_at",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "pagerdutyIncident"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "mean_time_to_recovery": {
      "title": "Mean Time to Recovery (Minutes, Last 30 Days)",
      "icon": "Alert",
      "type": "number",
      "description": "Mean time from the beginning of an incident to its resolution, over incidents that began in the window and are resolved",
      "target": "pagerdutyIncident",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "created_at",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "pagerdutyIncident"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "recoveryTime",
        "averageOf": "total",
        "measureTimeBy": "created_at"
      }
    },
    "median_time_to_recovery": {
      "title": "Median Time to Recovery (Minutes, Last 30 Days)",
      "icon": "Alert",
      "type": "number",
      "description": "The same as a median",
      "target": "pagerdutyIncident",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "created_at",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "pagerdutyIncident"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "recoveryTime"
      }
    }
  }
}
`,"metrics/service.json":`{
  "aggregationProperties": {
    "deployment_frequency": {
      "title": "Deployment Frequency (Deployments, Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "Successful production deployments in the window, by their own time",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "total_deployments": {
      "title": "Total Deployments (Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "All production deployments in the window, successful and failed: the denominator of the rates",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "failed_deployments": {
      "title": "Failed Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Production deployments whose run failed, that were rolled back, or that an incident is linked to",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "rework_deployments": {
      "title": "Rework Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Production deployments that were a rollback or a hotfix",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "kind",
            "operator": "in",
            "value": ["rollback", "hotfix"]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "unrecovered_deployments": {
      "title": "Unrecovered Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Failed production deployments that nothing has mended yet",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "recoveredAt",
            "operator": "isEmpty"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "lead_time_for_change": {
      "title": "Lead Time for Changes (Mean Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Mean over successful production deployments of the time from the author's commit to the end of the deployment",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "leadTimeHours",
        "averageOf": "total",
        "measureTimeBy": "createdAt"
      }
    },
    "lead_time_for_change_median": {
      "title": "Lead Time for Changes (Median Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "The same as a median, which single long ones do not move",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "leadTimeHours"
      }
    },
    "failed_deployment_recovery_time": {
      "title": "Failed Deployment Recovery Time (Mean Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Mean time from the end of a failed production deployment to its recovery",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "recoveryHours",
        "averageOf": "total",
        "measureTimeBy": "createdAt"
      }
    },
    "failed_deployment_recovery_time_median": {
      "title": "Failed Deployment Recovery Time (Median Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "The same as a median",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "recoveryHours"
      }
    }
  },
  "calculationProperties": {
    "deployment_rate": {
      "title": "Deployment Rate (per Week, Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "Successful production deployments per interval of the window",
      "calculation": "if .properties.deployment_frequency == null then null else .properties.deployment_frequency / (30 / 7) end"
    },
    "changeFailureRate": {
      "title": "Change Failure Rate (%, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Failed deployments of all deployments in the same window; empty when there were none",
      "calculation": "(.properties.failed_deployments // 0) as $part | (.properties.total_deployments // 0) as $all | if $all > 0 then $part / $all * 100 else null end"
    },
    "reworkRate": {
      "title": "Deployment Rework Rate (%, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Rollbacks and hotfixes of all deployments in the same window; empty when there were none",
      "calculation": "(.properties.rework_deployments // 0) as $part | (.properties.total_deployments // 0) as $all | if $all > 0 then $part / $all * 100 else null end"
    }
  }
}
`,"metrics/team.json":`{
  "aggregationProperties": {
    "deployment_frequency": {
      "title": "Deployment Frequency (Deployments, Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "Successful production deployments in the window, by their own time",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "total_deployments": {
      "title": "Total Deployments (Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "All production deployments in the window, successful and failed: the denominator of the rates",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "failed_deployments": {
      "title": "Failed Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Production deployments whose run failed, that were rolled back, or that an incident is linked to",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "rework_deployments": {
      "title": "Rework Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Production deployments that were a rollback or a hotfix",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "kind",
            "operator": "in",
            "value": ["rollback", "hotfix"]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "unrecovered_deployments": {
      "title": "Unrecovered Deployments (Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Failed production deployments that nothing has mended yet",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "recoveredAt",
            "operator": "isEmpty"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "entities",
        "func": "count"
      }
    },
    "lead_time_for_change": {
      "title": "Lead Time for Changes (Mean Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Mean over successful production deployments of the time from the author's commit to the end of the deployment",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "leadTimeHours",
        "averageOf": "total",
        "measureTimeBy": "createdAt"
      }
    },
    "lead_time_for_change_median": {
      "title": "Lead Time for Changes (Median Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "The same as a median, which single long ones do not move",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "property": "deploymentStatus",
            "operator": "=",
            "value": "Success"
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "leadTimeHours"
      }
    },
    "failed_deployment_recovery_time": {
      "title": "Failed Deployment Recovery Time (Mean Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Mean time from the end of a failed production deployment to its recovery",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "average",
        "property": "recoveryHours",
        "averageOf": "total",
        "measureTimeBy": "createdAt"
      }
    },
    "failed_deployment_recovery_time_median": {
      "title": "Failed Deployment Recovery Time (Median Hours, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "The same as a median",
      "target": "deployment",
      "query": {
        "combinator": "and",
        "rules": [
          {
            "property": "environment",
            "operator": "=",
            "value": "Production"
          },
          {
            "combinator": "or",
            "rules": [
              {
                "property": "failed",
                "operator": "=",
                "value": true
              },
              {
                "property": "deploymentStatus",
                "operator": "=",
                "value": "Failed"
              }
            ]
          },
          {
            "property": "createdAt",
            "operator": "between",
            "value": {
              "preset": "lastMonth"
            }
          }
        ]
      },
      "pathFilter": [
        {
          "path": ["service", "team"],
          "fromBlueprint": "deployment"
        }
      ],
      "calculationSpec": {
        "calculationBy": "property",
        "func": "median",
        "property": "recoveryHours"
      }
    }
  },
  "calculationProperties": {
    "deployment_rate": {
      "title": "Deployment Rate (per Week, Last 30 Days)",
      "icon": "DeploymentIcon",
      "type": "number",
      "description": "Successful production deployments per interval of the window",
      "calculation": "if .properties.deployment_frequency == null then null else .properties.deployment_frequency / (30 / 7) end"
    },
    "changeFailureRate": {
      "title": "Change Failure Rate (%, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Failed deployments of all deployments in the same window; empty when there were none",
      "calculation": "(.properties.failed_deployments // 0) as $part | (.properties.total_deployments // 0) as $all | if $all > 0 then $part / $all * 100 else null end"
    },
    "reworkRate": {
      "title": "Deployment Rework Rate (%, Last 30 Days)",
      "icon": "Metric",
      "type": "number",
      "description": "Rollbacks and hotfixes of all deployments in the same window; empty when there were none",
      "calculation": "(.properties.rework_deployments // 0) as $part | (.properties.total_deployments // 0) as $all | if $all > 0 then $part / $all * 100 else null end"
    }
  }
}
`,"scorecards/dora_change_failure_rate.json":`{
  "identifier": "dora_change_failure_rate",
  "title": "DORA Change Failure Rate (2023)",
  "levels": [
    {
      "color": "paleBlue",
      "title": "Low"
    },
    {
      "color": "bronze",
      "title": "Medium"
    },
    {
      "color": "silver",
      "title": "High"
    },
    {
      "color": "gold",
      "title": "Elite"
    }
  ],
  "filter": {
    "combinator": "and",
    "conditions": [
      {
        "property": "changeFailureRate",
        "operator": "isNotEmpty"
      }
    ]
  },
  "rules": [
    {
      "identifier": "medium",
      "title": "At most 15 %",
      "description": "Medium in the clusters of DORA's 2023 report",
      "level": "Medium",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "changeFailureRate",
            "operator": "<=",
            "value": 15
          }
        ]
      }
    },
    {
      "identifier": "high",
      "title": "At most 10 %",
      "description": "High in the clusters of DORA's 2023 report",
      "level": "High",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "changeFailureRate",
            "operator": "<=",
            "value": 10
          }
        ]
      }
    },
    {
      "identifier": "elite",
      "title": "At most 5 %",
      "description": "Elite in the clusters of DORA's 2023 report",
      "level": "Elite",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "changeFailureRate",
            "operator": "<=",
            "value": 5
          }
        ]
      }
    }
  ]
}
`,"scorecards/dora_deployment_frequency.json":`{
  "identifier": "dora_deployment_frequency",
  "title": "DORA Deployment Frequency (2023)",
  "levels": [
    {
      "color": "paleBlue",
      "title": "Low"
    },
    {
      "color": "bronze",
      "title": "Medium"
    },
    {
      "color": "silver",
      "title": "High"
    },
    {
      "color": "gold",
      "title": "Elite"
    }
  ],
  "filter": {
    "combinator": "and",
    "conditions": [
      {
        "property": "deployment_rate",
        "operator": "isNotEmpty"
      }
    ]
  },
  "rules": [
    {
      "identifier": "medium",
      "title": "Deploys at least once a month",
      "description": "Medium in the clusters of DORA's 2023 report",
      "level": "Medium",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "deployment_rate",
            "operator": ">=",
            "value": 0.23
          }
        ]
      }
    },
    {
      "identifier": "high",
      "title": "Deploys at least once a week",
      "description": "High in the clusters of DORA's 2023 report",
      "level": "High",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "deployment_rate",
            "operator": ">=",
            "value": 1
          }
        ]
      }
    },
    {
      "identifier": "elite",
      "title": "Deploys more than once a day",
      "description": "Elite in the clusters of DORA's 2023 report",
      "level": "Elite",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "deployment_rate",
            "operator": ">",
            "value": 7
          }
        ]
      }
    }
  ]
}
`,"scorecards/dora_lead_time.json":`{
  "identifier": "dora_lead_time",
  "title": "DORA Lead Time for Changes (2023)",
  "levels": [
    {
      "color": "paleBlue",
      "title": "Low"
    },
    {
      "color": "bronze",
      "title": "Medium"
    },
    {
      "color": "silver",
      "title": "High"
    },
    {
      "color": "gold",
      "title": "Elite"
    }
  ],
  "filter": {
    "combinator": "and",
    "conditions": [
      {
        "property": "lead_time_for_change_median",
        "operator": "isNotEmpty"
      }
    ]
  },
  "rules": [
    {
      "identifier": "medium",
      "title": "Median under a month",
      "description": "Medium in the clusters of DORA's 2023 report",
      "level": "Medium",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "lead_time_for_change_median",
            "operator": "<",
            "value": 730.5
          }
        ]
      }
    },
    {
      "identifier": "high",
      "title": "Median under a week",
      "description": "High in the clusters of DORA's 2023 report",
      "level": "High",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "lead_time_for_change_median",
            "operator": "<",
            "value": 168
          }
        ]
      }
    },
    {
      "identifier": "elite",
      "title": "Median under a day",
      "description": "Elite in the clusters of DORA's 2023 report",
      "level": "Elite",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "lead_time_for_change_median",
            "operator": "<",
            "value": 24
          }
        ]
      }
    }
  ]
}
`,"scorecards/dora_recovery_time.json":`{
  "identifier": "dora_recovery_time",
  "title": "DORA Failed Deployment Recovery Time (2023)",
  "levels": [
    {
      "color": "paleBlue",
      "title": "Low"
    },
    {
      "color": "bronze",
      "title": "Medium"
    },
    {
      "color": "silver",
      "title": "High"
    },
    {
      "color": "gold",
      "title": "Elite"
    }
  ],
  "filter": {
    "combinator": "and",
    "conditions": [
      {
        "property": "failed_deployment_recovery_time_median",
        "operator": "isNotEmpty"
      }
    ]
  },
  "rules": [
    {
      "identifier": "medium",
      "title": "Median under a week",
      "description": "Medium in the clusters of DORA's 2023 report",
      "level": "Medium",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "failed_deployment_recovery_time_median",
            "operator": "<",
            "value": 168
          }
        ]
      }
    },
    {
      "identifier": "high",
      "title": "Median under a day",
      "description": "High in the clusters of DORA's 2023 report",
      "level": "High",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "failed_deployment_recovery_time_median",
            "operator": "<",
            "value": 24
          }
        ]
      }
    },
    {
      "identifier": "elite",
      "title": "Median under an hour",
      "description": "Elite in the clusters of DORA's 2023 report",
      "level": "Elite",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "failed_deployment_recovery_time_median",
            "operator": "<",
            "value": 1
          }
        ]
      }
    }
  ]
}
`,"scorecards/dora_time_to_recovery.json":`{
  "identifier": "dora_time_to_recovery",
  "title": "DORA Mean Time to Recovery (2023)",
  "levels": [
    {
      "color": "paleBlue",
      "title": "Low"
    },
    {
      "color": "bronze",
      "title": "Medium"
    },
    {
      "color": "silver",
      "title": "High"
    },
    {
      "color": "gold",
      "title": "Elite"
    }
  ],
  "filter": {
    "combinator": "and",
    "conditions": [
      {
        "property": "mean_time_to_recovery",
        "operator": "isNotEmpty"
      }
    ]
  },
  "rules": [
    {
      "identifier": "medium",
      "title": "Mean under a week",
      "description": "Medium in the clusters of DORA's 2023 report",
      "level": "Medium",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "mean_time_to_recovery",
            "operator": "<",
            "value": 10080
          }
        ]
      }
    },
    {
      "identifier": "high",
      "title": "Mean under a day",
      "description": "High in the clusters of DORA's 2023 report",
      "level": "High",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "mean_time_to_recovery",
            "operator": "<",
            "value": 1440
          }
        ]
      }
    },
    {
      "identifier": "elite",
      "title": "Mean under an hour",
      "description": "Elite in the clusters of DORA's 2023 report",
      "level": "Elite",
      "query": {
        "combinator": "and",
        "conditions": [
          {
            "property": "mean_time_to_recovery",
            "operator": "<",
            "value": 60
          }
        ]
      }
    }
  ]
}
`};var n=e.t();const r=[`identifier`,`title`,`icon`,`team`,`blueprint`,`properties`,`relations`];function i(e){let t=new n.LineCounter,r=(0,n.parseDocument)(e,{lineCounter:t,logLevel:`error`}),i=e=>{if(e===void 0)return null;let{line:n,col:r}=t.linePos(e);return{line:n,column:r}},s=e=>i(r.getIn(e,!0)?.range?.[0]),c=e=>i(a(r,e)),l={resources:[],settings:{},content:null,where:s,whereKey:c},[u]=r.errors;if(u!==void 0){let[e=u.message]=u.message.split(`
`);return{...l,problems:[{message:e,position:i(u.pos[0])}]}}try{return{...o(r.toJS(),s),where:s,whereKey:c}}catch(e){return{...l,problems:[{message:String(e.message),position:null}]}}}function a(e,t){let r=e.getIn(t.slice(0,-1),!0);return(((0,n.isMap)(r)?r.items.find(({key:e})=>(0,n.isScalar)(e)&&e.value===t.at(-1)):void 0)?.key)?.range?.[0]}function o(e,t){let{list:n,path:r,settings:i}=s(e);if(!Array.isArray(n))return{resources:[],settings:i,problems:[{message:`there is no list of resources`,position:t(r)}],content:e};let a=[];return{resources:n.flatMap((e,n)=>{let i=c(e,[...r,n],(e,i)=>a.push({message:e,position:t(i)??t([...r,n])}));return i===null?[]:[i]}),settings:i,problems:a,content:e}}function s(e){if(!f(e))return{list:e,path:[],settings:{}};let{resources:t,...n}=e;return{list:t,path:[`resources`],settings:n}}function c(e,t,n){let i=d(e,`kind`),a=d(e,`selector`,`query`),o=[`port`,`entity`,`mappings`],s=d(e,...o);typeof i!=`string`&&n(`kind is missing or no text`,[...t,`kind`]);let c=l(a)?String(a):null;if(c===null&&n(`selector.query is missing or no text`,[...t,`selector`,`query`]),f(s)||n(`port.entity.mappings is missing or no map`,[...t,...o]),typeof i!=`string`||c===null||!f(s))return null;let p=Object.fromEntries(r.flatMap(e=>e in s?[[e,s[e]]]:[])),{query:m,...h}=d(e,`selector`),g=d(e,`port`,`itemsToParse`),_=d(e,`port`,`itemsToParseName`);return{kind:i,query:c,fetch:h,path:t,mappings:p,itemsToParse:typeof g==`string`?g:null,itemsToParseName:typeof _==`string`?_:`item`,leaves:u(p,[],(e,r)=>n(e,[...t,...o,...r]))}}const l=e=>typeof e==`string`||typeof e==`boolean`;function u(e,t,n){return typeof e==`string`?[{path:t,filter:e}]:typeof e==`number`?[{path:t,filter:String(e)}]:Array.isArray(e)?e.flatMap((e,r)=>u(e,[...t,r],n)):f(e)?Object.entries(e).flatMap(([e,r])=>u(r,[...t,e],n)):(n(`${t.join(`.`)} is ${e===null?`empty`:String(e)}, which is no filter`,t),[])}function d(e,...t){return t.reduce((e,t)=>f(e)?e[t]:void 0,e)}const f=e=>typeof e==`object`&&!!e&&!Array.isArray(e);exports.n=i,exports.r=t,exports.t=r;