console.log('basket')
